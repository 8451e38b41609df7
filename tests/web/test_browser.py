"""The site in a real browser: every page at three widths, light and dark; keyboard; hostility."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
import uvicorn

from demarche.query import open_ledger
from demarche.web import make_app
from tests.export.test_browser import CONTRAST, FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]
PAGES = {
    "home": "/", "timeline": "/timeline", "contacts": "/contacts", "matrix": "/contacts/matrix",
    "network": "/contacts/network", "occurrence": "/occurrences/o:call",
    "search": "/search?q=ports",
    "commitments": "/commitments", "actors": "/actors", "actor": "/actors/XAA", "docs": "/docs",
    "documents": "/documents", "login": "/login", "missing": "/nothing",
}  # fmt: skip
SHOTS = os.environ.get("DEMARCHE_SCREENSHOTS")


@pytest.fixture(scope="module")
def site(path):
    """The address of a running site."""
    with open_ledger(path) as ledger:
        app = make_app(ledger, clock=time.monotonic)
        config = uvicorn.Config(app, port=0, log_level="critical")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        (port,) = {s.getsockname()[1] for one in server.servers for s in one.sockets}
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        message = "no Chromium on this machine: install the package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, site):
    contexts = []

    def _visit(address, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: page.faults.append(line.text))
        page.goto(site + address)
        return page

    yield _visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_every_page_fits_and_reports_no_fault(visit, width):
    for name, address in PAGES.items():
        scheme = "dark" if width == 360 else "light"
        page = visit(address, viewport={"width": width, "height": 900}, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("window.harmed") is None
        assert name == "missing" or page.faults == [], name
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(visit, scheme):
    for address in ("/", "/contacts", "/commitments", "/occurrences/o:call", "/search?q=ports"):
        assert visit(address, color_scheme=scheme).evaluate(CONTRAST) == [], address


def test_every_field_and_region_has_a_name(visit):
    for name, address in PAGES.items():
        nameless = visit(address).evaluate(
            """() => [...document.querySelectorAll(
              "input, select, button, nav, svg[role], [role=region]")]
            .filter((e) => !(e.labels && e.labels.length) && !e.getAttribute("aria-label")
              && !e.textContent.trim()).map((e) => e.outerHTML)"""
        )
        assert nameless == [], name


def test_the_keyboard_goes_to_search_and_along_the_rows(visit):
    page = visit("/timeline")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("/")
    page.keyboard.type("ports")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ports")
    assert page.locator("mark").first.inner_text().lower().startswith("port")


def test_filters_leave_a_short_address(visit):
    page = visit("/contacts")
    page.locator("select[name=status]").select_option("planned")
    page.locator(".filters button").click()
    page.wait_for_url("**/contacts?status=planned")


def test_a_contact_leads_to_its_words(visit):
    page = visit("/")
    page.locator(".lead a", has_text="Rivas").first.click()
    page.wait_for_url("**/occurrences/o:call")
    page.locator(".cards .source a").first.click()
    page.wait_for_url("**/documents/**")
    assert page.locator(".card:target").count() == 1
    page.locator(".card:target").hover()
    assert "spoke" in " ".join(page.locator(".m.lit").all_inner_texts())
    assert page.faults == []


def test_it_works_without_script(visit):
    page = visit("/contacts", java_script_enabled=False)
    page.locator(".views a", has_text="Matrix").click()
    assert page.locator("table.matrix td a").first.inner_text() != ""
