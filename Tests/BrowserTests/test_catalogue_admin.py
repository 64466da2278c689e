"""The county's administrator keeps the catalogue: files, an item from draft to withdrawal, departments."""

import csv
import io
import pathlib

import pytest
from playwright.sync_api import expect

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "Appliance" / "catalogue"
# Not in the example file, nor in the demonstration county.
CODE = "TEST-BROWSER-1"
# Enough that even a fast machine is asked more than once.
LONG = 3000
# Nothing can be asked of a page that is about to be left, so it keeps what it showed while it was busy.
WATCH = """() => setInterval(() => {
  const seen = JSON.parse(sessionStorage.getItem('seen') || '[]');
  const figure = document.querySelector('.busy .while-busy .percent');
  if (figure) seen.push(figure.textContent);
  sessionStorage.setItem('seen', JSON.stringify(seen));
}, 100)"""


def editor(people, scripts=True):
    page = people.signed_in("admin", "countyAdmin", scripts=scripts)
    page.click("nav.links a[href='/county/items']")
    expect(page.locator("h1")).to_have_text("事项目录")
    return page


def figures(page):
    """Added, changed, unchanged, refused."""
    return [int(text) for text in page.locator(".figures dd").all_inner_texts()]


def send(page, file, act):
    page.set_input_files("#f-file", str(file))
    with page.expect_navigation():
        page.click(f"form.import button[value={act}]")


def press(page, act):
    with page.expect_navigation():
        page.click(f".item-form button[value={act}]")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_example_is_tried_and_imported(people, tmp_path, scripts):
    """The dry run writes nothing and tells what the run then does; the same file again changes nothing."""
    page = editor(people, scripts)
    send(page, EXAMPLES / "示例部门.csv", "run")
    expect(page.locator("h1")).to_have_text("导入的结果")
    # The demonstration has the example's items; in other words they are a new version of each.
    items = tmp_path / "items.csv"
    items.write_bytes((EXAMPLES / "示例事项.csv").read_bytes().replace("窗口免费领取".encode(), "大厅免费领取".encode()))
    send(page, items, "try")
    expect(page.locator("h1")).to_have_text("先试的结果")
    tried = figures(page)
    assert tried[1] > 0 and sum(tried) == 3 and tried[3] == 0, tried
    if scripts:
        people.look(page, "admin-catalogue-tried")
    send(page, items, "run")
    assert figures(page) == tried
    send(page, items, "run")
    assert figures(page) == [0, 0, sum(tried), 0]
    page.click("text=回到事项目录")
    if scripts:
        people.look(page, "admin-catalogue-list")


def test_a_long_import_says_how_far_it_is(people, tmp_path):
    """A bar and a figure that come from the ledger, until the report takes their place."""
    page = editor(people)
    text = (EXAMPLES / "示例事项.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    headings, row = rows[0], dict(zip(rows[0], rows[1]))
    many = tmp_path / "many.csv"
    with open(many, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for number in range(LONG):
            row.update({"实施编码": f"TEST-LONG-{number}", "编码规则": "自定", "基本编码": ""})
            writer.writerow([row[heading] for heading in headings])
    page.set_input_files("#f-file", str(many))
    page.evaluate(WATCH)
    page.click("form.import button[value=run]", no_wait_after=True)
    expect(page.locator("h1")).to_have_text("导入的结果", timeout=300_000)
    seen = page.evaluate("JSON.parse(sessionStorage.getItem('seen') || '[]')")
    assert any(text.endswith("%") for text in seen), seen
    numbers = [int(text[:-1]) for text in seen if text.endswith("%")]
    assert numbers == sorted(numbers) and numbers[-1] <= 100, seen
    assert figures(page) == [LONG, 0, 0, 0]


def test_refused_rows_are_told(people, tmp_path):
    """Row, column and sentence of every fault; nothing is written."""
    page = editor(people)
    lines = (EXAMPLES / "示例事项.csv").read_text(encoding="utf-8-sig")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("\ufeff" + lines.replace("行政给付", "没有这一类"), encoding="utf-8")
    send(page, wrong, "run")
    expect(page.locator("p.attention")).to_contain_text("没有任何改动")
    expect(page.locator("tbody tr").first).to_contain_text("事项类型")
    people.look(page, "admin-catalogue-refused")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_item_from_draft_to_withdrawal(people, scripts):
    """(53, 54) A fault at its field with the summary focused, then a draft, its publication, the difference,
    the withdrawal that asks once."""
    page = editor(people, scripts)
    page.click("text=新增事项")
    page.fill("#f-name", "示例浏览器事项")
    page.fill("#f-codes-implementation", CODE)
    page.select_option("#f-codes-profile", "自定")
    page.select_option("#f-kind", "公共服务")
    page.select_option("#f-department", index=1)
    page.fill("#f-materials", "居民身份证|0|1\n其他材料|0|1")
    page.fill("#f-reason", "首次录入")
    press(page, "draft")
    if scripts:
        assert page.evaluate("document.activeElement.hasAttribute('data-focus')")
    expect(page.locator(".refused a[href='#f-materials']")).to_contain_text("第 2 条 名称")
    expect(page.locator("#f-materials-fault")).to_contain_text("太笼统")
    assert page.input_value("#f-name") == "示例浏览器事项"
    if scripts:
        people.look(page, "admin-catalogue-fault")
        page.click(".refused a[href='#f-materials']")
        assert page.evaluate("document.activeElement.id") == "f-materials"

    page.fill("#f-materials", "居民身份证|0|1")
    press(page, "draft")
    expect(page.locator("h1")).to_have_text("示例浏览器事项")
    with page.expect_navigation():
        page.click("form[action$='/publish'] button")
    for column in ("exercisingBody", "promisedLimit", "consultationPhone"):
        expect(page.locator(f".refused a[href='#f-{column}']")).to_be_visible()
    page.fill("#f-exercisingBody", "演示县政务服务局")
    page.fill("#f-promisedLimit", "5个工作日")
    page.fill("#f-consultationPhone", "0199-0000100")
    page.fill("#f-reason", "补全公布的要素")
    press(page, "publish")
    expect(page.locator("p.done")).to_contain_text("已公布")
    if scripts:
        people.look(page, "admin-catalogue-item")

    page.click("text=差异")
    expect(page.locator("table.difference ins").first).to_be_visible()
    expect(page.locator("table.difference")).to_contain_text("增 5个工作日")
    if scripts:
        people.look(page, "admin-catalogue-difference")
    page.click("text=回到事项")
    page.click("details.danger summary")
    page.fill("#f-withdraw-reason", "不再办理")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    with page.expect_navigation():
        page.click("details.danger button")
    assert len(asked) == (1 if scripts else 0)
    assert all("示例浏览器事项" in message for message in asked)
    expect(page.locator("p.lead .state")).to_have_text("已撤下")


def test_two_people_at_one_item(people):
    """Who has not seen the latest version is told, keeps what was typed and may save it after that one."""
    first = editor(people)
    with first.expect_navigation():
        first.locator("tbody th a").first.click()
    second = editor(people)
    second.goto(first.url)
    for page, reason in ((first, "先改的"), (second, "后改的")):
        page.fill("#f-synonyms", reason)
        page.fill("#f-reason", reason)
    press(first, "draft")
    expect(first.locator("p.done")).to_be_visible()
    press(second, "draft")
    expect(second.locator(".refused")).to_contain_text("别人刚刚保存了新的版本")
    assert second.input_value("#f-reason") == "后改的"
    assert second.input_value("#f-synonyms") == "后改的"
    people.look(second, "admin-catalogue-meanwhile")
    press(second, "draft")
    expect(second.locator("p.done")).to_be_visible()


def test_two_hundred_megabytes_are_refused_before_they_are_sent(people, tmp_path):
    """The page says how large a file may be, and the form stays usable."""
    page = editor(people)
    large = tmp_path / "large.csv"
    with open(large, "wb") as file:
        file.truncate(200 << 20)
    page.set_input_files("#f-file", str(large))
    page.click("form.import button[value=run]")
    expect(page.locator(".too-large")).to_be_visible()
    expect(page.locator(".too-large")).to_contain_text("64 MB")
    send(page, EXAMPLES / "示例部门.csv", "try")
    expect(page.locator("h1")).to_have_text("先试的结果")


def test_two_hundred_megabytes_are_refused_without_script(people, tmp_path):
    """The server reads them away and says in a sentence how large a file may be."""
    page = editor(people, scripts=False)
    large = tmp_path / "large.csv"
    with open(large, "wb") as file:
        file.truncate(200 << 20)
    page.set_input_files("#f-file", str(large))
    page.click("form.import button[value=run]", no_wait_after=True)
    expect(page.locator("h1")).to_have_text("提交的内容太大", timeout=60_000)
    expect(page.locator("p.lead")).to_contain_text("64 MB")
    page.click("main a.button")
    expect(page.locator("h1")).to_have_text("事项目录")


def test_department(people):
    """A wrong credit code is told at its field; the department can then be chosen for an item."""
    page = editor(people)
    page.goto("/county/departments")
    page.fill("#f-id", "ZZ9")
    page.fill("#f-name", "演示县浏览器局")
    page.fill("#f-uscc", "123")
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    expect(page.locator("#f-uscc-fault")).to_be_visible()
    page.fill("#f-uscc", "")
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    people.look(page, "admin-catalogue-departments")
    page.goto("/county/items/new")
    page.select_option("#f-department", "ZZ9")
