"""Many hands at the same claims while the plug is pulled.

Each hand presents every claim and collects what is open, in an order of its own, with one key for each
claim; what was lost on the way is sent again with the same key. At the end each claim was collected once.
"""

import collections
import json
import multiprocessing
import random
import threading
import time

from claim_hall import Holder, Lost, Office, RawClient

ONCE = "each claim is collected exactly once, whoever else tries"
ALIKE = "every later hand gets 409 with the first's time and window, and nothing else"
SAME = "the same key gives the same receipt, also after a kill"
RECEIPTS = "each claim has one receipt, which names its documents; no number twice"
REFUSALS = "nothing else was answered"
AT_WORK = "the hall was at work when it was killed"
SOUND = "yizhan verify, verify --replay"

# Neighbours in the list are tried by all hands at about the same time.
BLOCK = 8


class Hand(threading.Thread):
    def __init__(self, number, url, token, claims, seed, progress, given_up):
        super().__init__(daemon=True)
        self.number = number
        self.window = str(number % 4 + 1)
        self.client = RawClient(url, token)
        self.claims = claims
        self.order = random.Random(seed)
        self.progress = progress
        self.given_up = given_up
        self.seen = []
        self.lost = 0

    def run(self):
        blocks = [self.claims[i:i + BLOCK] for i in range(0, len(self.claims), BLOCK)]
        for block in blocks:
            self.order.shuffle(block)
            for index, claim in block:
                self.seen.append((index, *self.collect(index, claim)))
                with self.progress.get_lock():
                    self.progress.value += 1
        self.client.close()

    def collect(self, index, claim):
        """What became of it: the status, when, where, and which receipt."""
        status, answer = self.insist("/claims/present", {"code": claim["code"]})
        if status == 200:
            body = {"collector": claim["collector"], "relation": "self", "window": self.window}
            path, key = f"/claims/{answer['claim']}/collect", f"hand-{self.number}-{index}"
            status, answer = self.insist(path, body, key)
            if status == 200 and self.order.random() < 0.2:
                again = self.insist(path, body, key)
                if again != (status, answer):
                    return 500, "", "", f"another answer for the same key: {again}"
        if status == 200:
            return 200, answer["collectedAt"], answer["window"], answer["receipt"]["number"]
        if status == 409 and answer["code"] == "already-collected":
            # Nothing but the sentence, the time and the window.
            extra = set(answer) - {"type", "title", "status", "code", "detail", "collected"}
            collected = answer["collected"]
            extra |= set(collected) - {"at", "window"}
            return 409, collected["at"], collected.get("window", ""), " ".join(sorted(extra))
        return status, "", "", json.dumps(answer, ensure_ascii=False)

    def insist(self, path, body, key=None):
        while True:
            try:
                return self.client.ask("POST", path, body, key)
            except Lost:
                self.lost += 1
                if time.monotonic() > self.given_up:
                    return 0, {"code": "given up"}
                time.sleep(0.02)


def hands(numbers, url, tokens, claims, seed, progress, given_up, results):
    """A process with some of the hands."""
    crowd = [
        Hand(n, url, tokens[n % len(tokens)], list(claims), seed * 1000 + n, progress, given_up)
        for n in numbers]
    for hand in crowd:
        hand.start()
    for hand in crowd:
        hand.join()
    results.put(([seen for hand in crowd for seen in hand.seen], sum(hand.lost for hand in crowd)))


def crowd(hall, findings, write, seed, count, size, kills, limit):
    """Lets `size` hands collect `count` claims while the server is killed `kills` times."""
    began = time.monotonic()
    offices = [Office(hall, index) for index in range(4)]
    holders = [Holder(serial) for serial in range(count)]
    documents = offices[0].register("群", holders)
    claims = []
    client = offices[0].client()
    for index, numbers in enumerate(documents):
        status, issued = client.ask("POST", "/claims", {"documents": numbers}, f"crowd-{index}")
        if status != 201:
            raise Lost(f"a claim answered {status} {issued}")
        claims.append((index, {"code": issued["code"], "collector": holders[index].collector}))
    client.close()
    write(f"{count} claims made in {time.monotonic() - began:.1f} s")

    began = time.monotonic()
    context = multiprocessing.get_context("fork")
    progress = context.Value("l", 0)
    results = context.Queue()
    tokens = [office.token for office in offices]
    workers = [
        context.Process(
            target=hands, daemon=True,
            args=(range(part, size, 4), hall.url, tokens, claims, seed, progress, began + limit, results))
        for part in range(4)]
    for worker in workers:
        worker.start()
    done = pull_the_plug(hall, findings, progress, size * count, kills, random.Random(seed), began + limit)
    parts = [results.get(timeout=limit) for _ in workers]
    for worker in workers:
        worker.join()
    seen = [one for part, _ in parts for one in part]
    lost = sum(lost for _, lost in parts)
    write(
        f"{size} hands at {count} claims: {len(seen)} endings, {lost} requests in vain, {done} kills, "
        f"{time.monotonic() - began:.1f} s")
    findings.check(AT_WORK, None if done >= kills and lost >= kills else f"{done} kills, {lost} lost answers")
    judge(findings, seen, count, size)
    receipts(findings, offices[0], seen, documents)


def pull_the_plug(hall, findings, progress, whole, kills, generator, end):
    """Kills the server when the crowd has come further by about its share, and starts it again."""
    done = 0
    # The last share is left for those who were thrown back.
    marks = [whole * (index + generator.random()) / (kills + 1) for index in range(kills)]
    for mark in marks:
        while progress.value < mark and time.monotonic() < end:
            time.sleep(0.002)
        died = hall.ended_by_itself()
        findings.check("the server runs until it is killed", hall.last_words() if died else None)
        hall.kill()
        done += 1
        hall.start()
    return done


def judge(findings, seen, count, size):
    first = {}
    by_claim = collections.defaultdict(list)
    for index, status, at, window, more in seen:
        by_claim[index].append((status, at, window, more))
        if status not in (200, 409):
            findings.check(REFUSALS, f"claim {index}: {status} {more}")
        findings.check(SAME, more if status == 500 else None)
    findings.check(REFUSALS)
    for index in range(count):
        endings = by_claim[index]
        winners = [one for one in endings if one[0] == 200]
        findings.check(
            ONCE,
            None if len(winners) == 1 and len(endings) == size
            else f"claim {index}: {len(winners)} of {len(endings)} hands have it")
        if winners:
            first[index] = winners[0]
    for index, endings in by_claim.items():
        if index not in first:
            continue
        _, at, window, _ = first[index]
        others = [one for one in endings if one[0] == 409 and one[1:] != (at, window, "")]
        findings.check(ALIKE, f"claim {index}: {others[0]} after {at} {window}" if others else None)


def receipts(findings, office, seen, documents):
    numbers = {index: more for index, status, _, _, more in seen if status == 200}
    twice = [n for n, c in collections.Counter(numbers.values()).items() if c > 1]
    findings.check(RECEIPTS, f"twice: {twice[:3]}" if twice else None)
    client = office.client()
    for index, number in numbers.items():
        status, receipt = client.ask("GET", f"/receipts/{number}")
        right = status == 200 and receipt["state"] == "delivered" and receipt["documents"] == documents[index]
        findings.check(RECEIPTS, None if right else f"{number}: {status} {receipt}")
    listed, after = [], ""
    while True:
        _, page = client.ask("GET", f"/deliveries?limit=200{after}")
        listed += [item["receipt"]["number"] for item in page["items"]]
        if "next" not in page:
            break
        after = f"&after={page['next']}"
    client.close()
    ours = set(numbers.values())
    findings.check(
        RECEIPTS,
        None if len(listed) == len(set(listed)) and ours <= set(listed) and len(listed) <= len(ours) + 1
        else f"{len(listed)} deliveries, {len(set(listed))} numbers for {len(ours)} claims")
