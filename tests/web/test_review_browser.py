"""Review in a real browser, by keyboard, from the login to what questions answer afterwards."""

import shutil
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
import uvicorn

from demarche.ledger.reviewing import list_decisions, list_queue
from demarche.ledger.store import open_store
from demarche.query import open_ledger
from demarche.web import make_app
from demarche.web.desk import Desk
from tests.export.test_browser import CONTRAST
from tests.ledger.reviewing.conftest import made, make_person  # noqa: F401  (a fixture)
from tests.web.test_browser import SHOTS, browser  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]
TOKEN = "a-token-of-some-length"


@pytest.fixture
def store(tmp_path, made):  # noqa: F811
    file = tmp_path / "ledger.db"
    shutil.copyfile(made, file)
    opened = open_store(file)
    yield opened
    opened.close()


@pytest.fixture
def site(store):
    """The address of a running site where records can be reviewed."""
    reading = open_store(store.target, read_only=True)
    with open_ledger(store.target) as ledger:
        desk = Desk(reading, store, make_person("ana"))
        app = make_app(ledger, clock=time.monotonic, token=TOKEN, desk=desk)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        (port,) = {s.getsockname()[1] for one in server.servers for s in one.sockets}
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()
    reading.close()


@pytest.fixture
def enter(browser, site):  # noqa: F811
    """Open a page as one who has logged in; options are the browser's."""
    contexts = []

    def _enter(path, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: page.faults.append(line.text))
        page.goto(f"{site}/login")
        page.locator("input[name=token]").fill(TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}/")
        page.goto(site + path)
        return page

    yield _enter
    for context in contexts:
        context.close()


def find_call(store):
    with open_ledger(store.target) as ledger:
        return ledger.contacts(every=True, status="occurred").rows[0].id


def select(page, words):
    """Select words of the article by dragging over them, as a person does."""
    place = page.evaluate(
        """(words) => {
          const walk = document.createTreeWalker(document.querySelector("[data-article]"), 4);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + words.length);
            walk.currentNode.parentElement.scrollIntoView({ block: "center" });
            const box = range.getBoundingClientRect();
            return [box.left, box.right, box.top + box.height / 2];
          }
        }""",
        words,
    )
    left, right, height = place
    page.mouse.move(left + 1, height)
    page.mouse.down()
    page.mouse.move(right - 1, height, steps=5)
    page.mouse.up()
    page.wait_for_timeout(50)


def test_the_keyboard_goes_through_the_queue(enter, store):
    first, second, third, *_ = list_queue(store)
    page = enter("/review")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/{first.id}")
    page.keyboard.press("j")
    page.wait_for_url(f"**/review/{second.id}")
    page.keyboard.press("k")
    page.wait_for_url(f"**/review/{first.id}")
    page.keyboard.press("a")
    page.wait_for_url(f"**/review/{second.id}?done=accept")
    assert page.locator("#told").inner_text() == "Accepted."
    page.keyboard.press("r")
    page.wait_for_url(f"**/review/{third.id}?done=reject")
    holding = [(one.subjects[0].id, one.verdict) for one in list_decisions(store) if one.holds]
    assert len(holding) == 2
    page.keyboard.press("u")
    page.wait_for_url("**done=undone")
    assert len([one for one in list_decisions(store) if one.holds]) == 2
    assert next(one.id for one in list_queue(store)) == second.id
    assert page.faults == []


def test_a_field_is_corrected_by_selecting_words(enter, store):
    call = find_call(store)
    page = enter(f"/review/{call}")
    place = page.locator("[name='field.place']")
    place.focus()
    select(page, "Port Salt")
    assert place.input_value() == "Port Salt"
    page.locator("[name='field.topics']").focus()
    for words in ("fishing rights", "ports"):
        select(page, words)
    assert page.locator("[name='field.topics']").input_value() == "fishing rights; ports"
    page.keyboard.press("Enter")
    page.wait_for_url("**done=correct")
    (decision,) = list_decisions(store)
    assert [change.field for change in decision.changes] == ["place", "topics"]
    assert page.locator("[name='field.place']").input_value() == "Port Salt"
    with open_ledger(store.target) as ledger:
        (row,) = [r for r in ledger.contacts(every=True, place="Port Salt") if r.id == call]
    assert row.place == "Port Salt"
    assert page.faults == []


def test_a_correction_that_is_not_saved_keeps_other_keys_from_deciding(enter, store):
    page = enter(f"/review/{find_call(store)}")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "field.type"
    page.locator("[name='field.medium']").select_option("video")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("a")
    assert "not saved" in page.locator("#told").inner_text()
    assert page.evaluate("document.activeElement.name") == "field.medium"
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url("**done=accept")
    assert [one.verdict for one in list_decisions(store)] == ["accepted"]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light"), (2560, "light")])
def test_its_pages_fit_and_have_contrast(enter, store, width, scheme):
    pair = next(one.id for one in list_queue(store) if one.kind == "same-occurrence")
    pages = {"review": "/review", "desk": f"/review/{find_call(store)}", "pair": f"/review/{pair}"}
    page = enter("/", viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, address in pages.items():
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(CONTRAST) == [], name
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
            .filter((e) => !(e.labels && e.labels.length) && !e.getAttribute("aria-label"))
            .map((e) => e.outerHTML)"""
        )
        assert nameless == [], name
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
    assert page.faults == []


def test_it_works_without_script(enter, store):
    call = find_call(store)
    page = enter(f"/review/{call}", java_script_enabled=False)
    page.locator("button", has_text="Reject").click()
    assert [(one.verdict, one.subjects[0].id) for one in list_decisions(store)] == [
        ("rejected", call)
    ]
