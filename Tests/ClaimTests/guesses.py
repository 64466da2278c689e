"""Somebody tries PINs from everywhere, and the plug is pulled meanwhile."""

import collections
import concurrent.futures
import random

from claim_hall import Holder, Lost, Office, RawClient, sign_in

STOPPED = "ten thousand PINs: five are heard at each claim, then it is locked"
KEPT = "the lock outlives a kill"
CODE = "the code itself opens a claim whose PIN is locked"
UNLOCKED = "a clerk with a reason unlocks it, and the right PIN opens it"
COUNTED = "each wrong PIN stands in the journal"

EXPECTED = ((404, "unknown"), (423, "locked"), (429, "too-many-requests"))


def sources(hall):
    """Everybody who may present a claim in the demonstration's hall."""
    clerks = [sign_in(hall.url, *hall.account("clerk", index=index)) for index in range(4)]
    return clerks + [
        sign_in(hall.url, *hall.account("hallAdmin")), hall.device_token("kiosk")]


def guesses(hall, findings, write, seed, tries=10_000, kills=3):
    generator = random.Random(seed)
    office = Office(hall)
    holders = [Holder(serial, "鏖爨") for serial in range(5000, 5005)]
    numbers = office.register("猜", holders, caseNumber="GUESS-2026")
    claims = [office.claim(documents, f"guess-{i}") for i, documents in enumerate(numbers)]
    tokens = sources(hall)
    heard = collections.Counter()
    answers = collections.Counter()

    def try_some(token, count, seed):
        own = random.Random(seed)
        client = RawClient(hall.url, token)
        found = []
        for _ in range(count):
            index = own.randrange(len(claims))
            pin = f"{own.randrange(1_000_000):06}"
            if pin == claims[index]["pin"]:
                continue
            try:
                status, answer = client.ask(
                    "POST", "/claims/present", {"documentNumber": f"试〔2026〕猜-{index}-0号", "pin": pin})
            except Lost:
                continue
            found.append((index, status, answer["code"] if status != 200 else ""))
        client.close()
        return found

    def round_of(count):
        share = count // len(tokens) + 1
        with concurrent.futures.ThreadPoolExecutor(len(tokens)) as pool:
            jobs = [pool.submit(try_some, t, share, generator.random()) for t in tokens]
            for job in jobs:
                for index, status, code in job.result():
                    answers[status] += 1
                    if status == 404:
                        heard[index] += 1
                    findings.check(STOPPED, None if (status, code) in EXPECTED else f"{status} {code}")

    for _ in range(kills + 1):
        round_of(tries // (kills + 1))
        hall.kill()
        hall.start()
        # Who was turned away for trying too often begins anew; what was locked is not opened by that.
    client = RawClient(hall.url, tokens[0])
    for index, claim in enumerate(claims):
        # With the sources' tries spent on some, a claim may have heard fewer than five.
        for _ in range(6):
            wrong = f"{(int(claim['pin']) + 1) % 1_000_000:06}"
            status, _ = RawClient(hall.url, tokens[1 + index]).ask(
                "POST", "/claims/present", {"documentNumber": f"试〔2026〕猜-{index}-0号", "pin": wrong})
            answers[status] += 1
            if status == 404:
                heard[index] += 1
        findings.check(STOPPED, None if heard[index] == 5 else f"claim {index} heard {heard[index]} PINs")
    hall.kill()
    hall.start()
    for index, claim in enumerate(claims):
        number = f"试〔2026〕猜-{index}-0号"
        right = {"documentNumber": number, "pin": claim["pin"]}
        status, answer = client.ask("POST", "/claims/present", right)
        findings.check(KEPT, None if (status, answer["code"]) == (423, "locked") else f"{status} {answer}")
        status, answer = client.ask("POST", "/claims/present", {"code": claim["code"]})
        findings.check(CODE, None if status == 200 else f"{status} {answer}")
        identity = answer["claim"].split("-")[0]
        trace = office.ask("GET", f"/documents/{numbers[index][0]}/trace?limit=200", status=200)["items"]
        failed = [item for item in trace if item["kind"] == "claim.pinFailed"]
        findings.check(COUNTED, None if len(failed) == 5 else f"{len(failed)} in the trace")
        status, _ = client.ask("POST", f"/claims/{identity}/unlock", {"reason": ""})
        findings.check(UNLOCKED, None if status == 422 else f"without a reason: {status}")
        status, answer = client.ask("POST", f"/claims/{identity}/unlock", {"reason": "本人到场核验"})
        findings.check(UNLOCKED, None if status == 200 and not answer["locked"] else f"{status} {answer}")
        status, answer = client.ask("POST", "/claims/present", right)
        findings.check(UNLOCKED, None if status == 200 else f"{status} {answer}")
    client.close()
    write(f"{sum(answers.values())} PINs from {len(tokens)} sources: " + ", ".join(
        f"{count} × {status}" for status, count in sorted(answers.items())))
    findings.check(
        STOPPED, None if sum(answers.values()) >= tries * 0.99 else f"only {sum(answers.values())} tries")
