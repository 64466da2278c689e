"""The table of the front's points names tests that exist, and every test that claims a point stands in it."""

import ast
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
TABLE = HERE / "POINTS.md"


def rows():
    """Number → (state, what stands in the last column)."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 6 and cells[1].isdigit():
            assert int(cells[1]) not in found, f"point {cells[1]} stands twice"
            found[int(cells[1])] = (cells[3], cells[4])
    return found


def claims():
    """`file.py::test` → the points that its name (`test_07_08_…`) or its description (`(7, 8) …`) names."""
    found = {}
    for file in sorted(HERE.glob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
                continue
            named = re.match(r"test_((?:\d\d_)+)", node.name)
            numbers = {int(one) for one in named.group(1).strip("_").split("_")} if named else set()
            described = re.match(r"\(([\d, ]+)\)", ast.get_docstring(node) or "")
            numbers |= {int(one) for one in described.group(1).split(",")} if described else set()
            if numbers:
                found[f"{file.name}::{node.name}"] = numbers
    return found


def test_every_point_has_its_row():
    assert sorted(rows()) == list(range(1, 61))
    for number, (tick, held) in rows().items():
        assert tick in ("✓", "person", "open"), f"point {number}: {tick!r}"
        assert held, f"point {number} does not say how it is held"
        # What a test holds is named; what a person checks is described; what is open says what is missing.
        assert tick != "✓" or "`" in held, f"point {number} is ticked, but names no test"


def test_every_test_in_the_table_exists():
    known = claims()
    for number, (_, held) in rows().items():
        for cited in re.findall(r"`([^`]+)`", held):
            if "::" in cited:
                assert number in known.get(cited, set()), f"point {number}: {cited} does not claim it"
            elif "/" in cited:
                assert (TESTS / cited).exists() or (TESTS / f"{cited}.swift").exists(), f"point {number}: no {cited}"


def test_every_claim_stands_in_the_table():
    """Held for the files that the table names at all, so that a new file can be written before its rows."""
    table = rows()
    known = TABLE.read_text(encoding="utf-8")
    missing = [
        f"point {number}: {name}" for name, numbers in claims().items() for number in sorted(numbers)
        if f"`{name.split(':')[0]}::" in known and f"`{name}`" not in table[number][1]
    ]
    assert not missing, "add to POINTS.md:\n" + "\n".join(missing)
