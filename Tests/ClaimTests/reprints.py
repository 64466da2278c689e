"""The plug is pulled between a hand-over and its answer."""

import random
import time

from claim_hall import Holder, Office

SAME = "the key of a hand-over whose answer was lost gives one receipt, always the same"
ONCE = "what was collected is not collected by another key"
TRACE = "the trace has one delivery"
BOTH = "some hand-overs were kept when the plug was pulled"


def reprints(hall, findings, write, seed, rounds=14):
    generator = random.Random(seed)
    office = Office(hall)
    holders = [Holder(serial, "鏖靐") for serial in range(6000, 6000 + rounds)]
    numbers = office.register("断", holders, each=2)
    kept = 0
    for index, documents in enumerate(numbers):
        issued = office.claim(documents, f"reprint-{index}")
        path = f"/claims/{issued['claim']}/collect"
        body = {
            "collector": holders[index].collector, "relation": "self", "window": "2",
            "signedOnPaper": True}
        client = office.client()
        client.ask("GET", "/claims/settings")
        client.send("POST", path, body, f"paper-{index}")
        # Sometimes the wire is cut before the server has read anything, sometimes long after it answered.
        time.sleep(generator.choice((0, 0.0005, 0.001, 0.002, 0.004, 0.01)))
        hall.kill()
        client.close()
        hall.start()
        state = office.ask("GET", f"/documents/{documents[0]}", status=200)["state"]
        kept += state == "collected"
        answers = []
        for _ in range(3):
            status, answer = office.ask("POST", path, body, f"paper-{index}")
            answers.append((status, answer.get("receipt"), answer.get("collectedAt")))
        same = answers[0][0] == 200 and len(set(map(str, answers))) == 1
        findings.check(SAME, None if same else f"{answers}")
        status, answer = office.ask("POST", path, body, f"other-{index}")
        findings.check(
            ONCE,
            None if status == 409 and answer["collected"] == {"at": answers[0][2], "window": "2"}
            else f"{status} {answer}")
        for document in documents:
            trace = office.ask("GET", f"/documents/{document}/trace", status=200)["items"]
            made = [item["receipt"] for item in trace if item["kind"] == "delivery.made"]
            findings.check(
                TRACE, None if made == [answers[0][1]["number"]] else f"{made} for {answers[0]}")
    write(f"{rounds} kills at a hand-over: {kept} were kept already, {rounds - kept} not yet")
    findings.check(BOTH, None if kept else "no hand-over was kept before its kill")
