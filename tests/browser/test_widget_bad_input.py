"""Names, texts and browsers that nobody planned for: nothing overlaps, jumps, runs or is lost."""

import re

from playwright.sync_api import Browser, Locator, expect

from browser.hosts import Site
from browser.house import House
from browser.kept import fill
from browser.people import Agent
from browser.probes import wait_until_still
from browser.visitor import Visitor, visitor
from cordboard.core.widget import Widget

OVERRIDE, FAMILY = "\u202e", "👨\u200d👩\u200d👧"
MARKUP = '<img src=x onerror="parent.ran = window.ran = 1"><script>ran = 1</script>&amp;'
LINES = 10_000
NO_STORAGE = """for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {
    get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });"""
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('.text')].map(one => one.getBoundingClientRect());
    return boxes.filter((box, at) => at > 0 && box.top < boxes[at - 1].bottom - 0.5).length;
}"""
TOO_WIDE = """[...document.querySelectorAll('.transcript, .chat, .header')].filter(
    one => one.scrollWidth > one.clientWidth).map(one => one.className)"""
MOVES = "document.getAnimations().length"


def test_unruly_names_and_texts_stay_as_they_are_and_in_their_place(
    browser: Browser, house: House, shop: Site
) -> None:
    house.start()
    customer = visitor(browser, f"{shop.origin}/plain", reduced_motion="reduce", forced_colors="active")
    customer.open_chat()
    customer.frame.get_by_label(re.compile("Your name")).fill("N" * 300 + OVERRIDE)
    customer.write(" \n\t ")
    customer.write("\u200b\u200d")
    expect(customer.messages).to_have_count(0)
    texts = ["W" * 5_000, f"{OVERRIDE}turned around", f"{FAMILY} family", MARKUP, "สวัสดี" * 300]
    for text in texts:
        customer.write(text)
    expect(customer.messages).to_have_count(len(texts))
    expect(customer.frame.locator(".sending")).to_have_count(0)
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    answers = ["a" * 5_000, f"look: https://shop.example/{OVERRIDE}gpj.exe", MARKUP]
    for text in answers:
        anna.write(text)
    inside = customer.page.frames[1]
    expect(customer.messages).to_have_count(len(texts) + len(answers))
    assert inside.evaluate("[...document.querySelectorAll('.text')].map(one => one.textContent)") == [
        *texts,
        *answers,
    ]
    assert inside.evaluate("document.querySelectorAll('.text :not(a)').length") == 0
    assert inside.evaluate("typeof ran") == customer.page.evaluate("typeof ran") == "undefined"
    assert inside.evaluate(OVERLAPS) == 0
    assert inside.evaluate(TOO_WIDE) == []
    assert inside.evaluate(MOVES) == 0
    expect(customer.messages.first).to_have_css("border-top-style", "solid")
    assert customer.complaints == []


def test_ten_thousand_messages_are_read_upwards_without_losing_the_place(
    browser: Browser, house: House, shop: Site
) -> None:
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), visitor(browser, f"{shop.origin}/plain")
    anna.sign_in()
    customer.talk("How long is it?")
    anna.accept()
    expect(customer.status).to_have_text(re.compile("^You are chatting with"))
    anna.context.close()
    house.stop()
    fill(house, [f"Line {n}. {'More words. ' * (n % 7)}" for n in range(LINES)])
    house.start()
    customer.page.reload()
    newest = line(customer, LINES - 1)
    expect(newest).to_be_in_viewport()
    earlier = customer.frame.get_by_role("button", name="Show earlier messages")
    oldest = LINES - 1
    for _ in range(6):
        earlier.scroll_into_view_if_needed()
        shown = int(re.findall(r"Line (\d+)", customer.messages.first.inner_text())[0])
        first = line(customer, shown)
        wait_until_still(customer.page.frames[1])
        before = first.bounding_box()
        earlier.press("Enter")
        expect(line(customer, shown - 1)).to_have_count(1)
        wait_until_still(customer.page.frames[1])
        after = first.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["y"] - after["y"]) <= 1
        assert shown < oldest
        oldest = shown
        assert customer.messages.count() <= 300
    customer.write("I have read enough.")
    expect(customer.messages.last).to_have_text("I have read enough.")
    expect(customer.messages.last).to_be_in_viewport()
    expect(newest).to_be_in_viewport()


def test_without_any_storage_it_works_until_the_page_is_left_and_says_so(
    browser: Browser, house: House, shop: Site
) -> None:
    house.configure(widget=Widget())
    house.start()
    customer = visitor(browser, f"{shop.origin}/plain")
    customer.context.add_init_script(NO_STORAGE)
    customer.open_chat()
    expect(customer.frame.get_by_text("Your browser doesn't keep this conversation")).to_be_visible()
    customer.write("Nothing is kept here")
    customer.write("And yet it works")
    anna = Agent(browser, house.address, "anna")
    anna.sign_in()
    anna.accept()
    anna.write("It does.")
    expect(customer.messages).to_have_text(["Nothing is kept here", "And yet it works", "It does."])
    customer.launcher.click()
    customer.launcher.click()
    expect(customer.messages).to_have_count(3)
    customer.page.reload()
    customer.launcher.click()
    expect(customer.composer).to_be_visible()
    expect(customer.messages).to_have_count(0)
    assert customer.complaints == []


def line(customer: Visitor, n: int) -> Locator:
    """Return one of the filled lines."""
    return customer.messages.filter(has_text=re.compile(rf"^Line {n}\."))
