"""What a site's own script asks of the widget and hears from it, and what customers hear."""

from playwright.sync_api import Browser, expect

from browser.hosts import TAG, Site, SitePage
from browser.house import House
from browser.people import Agent
from browser.visitor import visitor

EARLY = """<script>
window.heard = [];
window.Cordboard = window.Cordboard || { q: [] };
Cordboard.q.push(function (cordboard) {
    for (const name of ["ready", "open", "minimise", "chat:started", "chat:queued", "chat:accepted",
        "chat:ended", "chat:restored", "message:received", "message:sent", "unread", "error"]) {
        cordboard.on(name, function () { throw new Error("theirs"); });
        cordboard.on(name, facts => heard.push([name, facts]));
        addEventListener("cordboard:" + name, event => heard.push(["window " + name, event.detail]));
    }
    cordboard.setContext({cart: 3, vip: true, secret: {no: "objects"}});
    cordboard.setContextProvider(async () => ({order: "7", cart: "overruled"}));
});
</script>"""
NAMES = "heard.map(([name]) => name).filter(name => !name.startsWith('window '))"
"""What the functions heard."""
AS_EVENTS = (
    "heard.map(([name]) => name).filter(name => name.startsWith('window ')).map(name => name.slice(7))"
)
RECORDER = """window.tones = [];
window.AudioContext = class {
    currentTime = 0;
    destination = {};
    createOscillator() {
        const frequency = {setValueAtTime() {}};
        return {frequency, connect: next => next, start: at => void tones.push(at), stop() {}};
    }
    createGain() {
        return {gain: {setValueAtTime() {}, exponentialRampToValueAtTime() {}}, connect: next => next};
    }
};"""
"""Stands for a loudspeaker, which can't be heard here: it writes down each tone."""
A_TONE_LATER_MS = 800


def test_the_site_asks_and_hears_in_order(browser: Browser, house: House, shop: Site) -> None:
    tag = TAG.format(server=house.address)
    shop.pages["/script"] = SitePage(body=f"<main><h1>Shoes</h1></main>{EARLY}{tag}")
    house.configure(details_shown=("name", "cart", "vip", "order", "secret"))
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), visitor(browser, f"{shop.origin}/script")
    anna.sign_in()
    customer.come()
    page = customer.page
    assert page.evaluate("Cordboard.getAvailability()") == {"available": True, "place": 1}
    page.evaluate("Cordboard.invite({text: 'Can we help?'})")
    invitation = page.get_by_role("region", name="Chat with us")
    expect(invitation).to_contain_text("Can we help?")
    invitation.get_by_role("button", name="Chat now").click()
    expect(invitation).to_be_hidden()
    page.evaluate("Cordboard.startChat({text: 'Where is order 7?', answers: {name: 'Ada'}})")
    expect(customer.composer).to_have_value("Where is order 7?")
    page.evaluate("Cordboard.setLanguage('sv')")
    expect(customer.launcher).to_have_attribute("aria-label", "Chatta med oss")
    expect(customer.frame.locator("html")).to_have_attribute("lang", "sv")
    page.evaluate("Cordboard.setLanguage('en')")
    expect(customer.composer).to_have_value("Where is order 7?")
    customer.composer.press("Enter")
    anna.accept()
    details = anna.page.get_by_role("region", name="Customer details")
    for known in ("cart", "3", "vip", "true", "order", "7", "Ada"):
        expect(details).to_contain_text(known)
    expect(details).not_to_contain_text("overruled")
    expect(details).not_to_contain_text("secret")
    anna.write("It is on its way.")
    expect(customer.messages).to_have_count(2)
    page.evaluate("Cordboard.minimise()")
    anna.write("Really.")
    expect(page.locator(".badge")).to_have_text("1")
    page.evaluate("Cordboard.open()")
    expect(page.locator(".badge")).to_be_hidden()
    page.evaluate("Cordboard.endChat()")
    expect(customer.status).to_have_text("This conversation has ended.")
    # The page hears of it a moment after the frame.
    page.wait_for_function("() => heard.some(([name]) => name === 'window chat:ended')")
    assert page.evaluate(NAMES) == [
        *("ready", "open", "chat:started", "message:sent", "chat:queued", "chat:accepted"),
        *("message:received", "minimise", "unread", "message:received", "open", "unread", "chat:ended"),
    ]
    assert page.evaluate(AS_EVENTS) == page.evaluate(NAMES)
    facts = dict(page.evaluate("heard"))
    assert facts["chat:accepted"]["agent"] == "Anna Ozola"
    assert facts["chat:ended"]["by"] == "customer"
    assert facts["message:received"]["count"] == 1
    assert "Really." not in page.evaluate("JSON.stringify(heard)")
    assert set(customer.complaints) == {"theirs"}


def test_a_tone_is_for_messages_that_nobody_sees(browser: Browser, house: House, shop: Site) -> None:
    house.start()
    anna, customer = Agent(browser, house.address, "anna"), visitor(browser, f"{shop.origin}/plain")
    customer.context.add_init_script(RECORDER)
    anna.sign_in()
    customer.talk("Hello?")
    anna.accept()
    inside = customer.page.frames[1]
    anna.write("You see this one.")
    expect(customer.messages).to_have_count(2)
    customer.launcher.click()
    for count, text in enumerate(("Not this one.", "Nor this one."), start=1):
        anna.write(text)
        expect(customer.page.locator(".badge")).to_have_text(str(count))
        inside.wait_for_function("count => tones.length >= count", arg=count)
    customer.launcher.click()
    customer.choose("Turn sound off")
    customer.launcher.click()
    anna.write("Quietly.")
    expect(customer.page.locator(".badge")).to_have_text("1")
    customer.page.wait_for_timeout(A_TONE_LATER_MS)
    assert inside.evaluate("tones.length") == 2
