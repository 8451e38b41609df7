"""The HTML page in a real browser: lighting up, filters, keyboard, and a page that means harm."""

import os
import shutil

import pytest

from demarche.export import render_page
from tests.export.made_up import make_hostile_report, make_report

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
def show(browser, tmp_path):
    contexts = []

    def _show(reports, **options):
        file = tmp_path / "page.html"
        file.write_text(render_page(reports), encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: page.faults.append(line.text))
        page.goto(file.as_uri())
        return page

    yield _show
    for context in contexts:
        context.close()


def lit_words(page):
    return " ".join(page.locator(".m.lit").all_inner_texts())


def test_a_card_lights_up_its_words(show):
    page = show([make_report()])
    page.locator(".g-contact .card").first.hover()
    assert "spoke" in lit_words(page)
    assert "accused" not in lit_words(page)
    page.locator(".brand").hover()
    assert lit_words(page) == ""
    assert page.faults == []


def test_words_light_up_their_cards_and_lead_to_them(show):
    page = show([make_report()])
    word = page.locator("a.m.a-event", has_text="accused")
    word.hover()
    assert "Northern League" in page.locator(".card.near").first.inner_text()
    word.click()
    assert page.locator(".card.pin").count() == 1
    assert page.locator(".card.pin .number").inner_text() == "E1"
    assert page.evaluate("document.activeElement.innerText") == "E1"
    page.keyboard.press("Escape")
    assert page.locator(".card.pin").count() == 0


def test_a_record_leads_to_the_records_it_names(show):
    page = show([make_report()])
    page.locator(".g-commitment a.to").click()
    assert page.locator(".card.pin .number").inner_text() == "C2"
    assert page.evaluate("document.activeElement.innerText") == "C2"


def test_the_keyboard_reaches_words_and_cards(show):
    page = show([make_report()])
    page.locator(".g-contact .number").first.focus()
    assert "spoke" in lit_words(page)
    page.keyboard.press("Enter")
    assert page.locator(".card.pin").count() == 1
    page.locator("a.m.a-contact").first.focus()
    assert lit_words(page) != ""
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "number"


def test_a_kind_is_filtered_away_and_back(show):
    page = show([make_report()])
    chip = page.locator(".chip[data-kind=statement]")
    group = page.locator(".g-statement")
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert not group.is_visible()
    chip.click()
    assert group.is_visible()


def test_a_click_brings_far_words_into_view(show):
    page = show(
        [make_report()] * 3, viewport={"width": 900, "height": 400}, reduced_motion="reduce"
    )
    page.locator(".card.k-position .number").last.click()
    anchor = page.locator("#d3 .m.k-position").first
    box = anchor.bounding_box()
    assert 0 <= box["y"] <= 400


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_nothing_runs_out_of_the_window(show, width):
    reports = [make_report(), make_hostile_report()]
    page = show(reports, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_works_without_script(show):
    page = show([make_report()], java_script_enabled=False)
    page.locator("a.m.a-event").first.click()
    assert page.url.endswith("#d1-event3")


def test_a_hostile_article_runs_nothing(show):
    page = show([make_hostile_report()])
    page.locator(".card").first.hover()
    page.locator(".m").first.hover()
    assert page.evaluate("window.harmed") is None
    assert page.locator("img").count() == 0
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(show, scheme):
    page = show([make_report()], color_scheme=scheme)
    page.locator(".card").first.click()
    low = page.evaluate(CONTRAST)
    assert low == []


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const parse = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, low) => [0, 1, 2].map((i) => top[i] * top[3] + low[i] * (1 - top[3]));
  const shade = (rgb) => rgb.map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    const below = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
    const style = getComputedStyle(element);
    let colour = over(parse(style.backgroundColor), below);
    const fill = style.getPropertyValue('--fill');
    if (element.classList.contains('m') && fill) {
      const probe = document.createElement('span');
      probe.style.color = fill; element.append(probe);
      colour = over(parse(getComputedStyle(probe).color), colour); probe.remove();
    }
    return colour;
  };
  const low = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
    const back = ground(element), ink = over(parse(getComputedStyle(element).color), back);
    const [a, b] = [shade(back), shade(ink)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) low.push(`${element.className} ${ratio.toFixed(2)}`);
  }
  return low;
}"""
