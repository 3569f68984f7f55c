"""Looks at a page as it is drawn: how large its targets are, where its focus shows, what covers what."""

from collections.abc import Callable

from playwright.sync_api import Frame, Locator, Page

STILL = """async limit_ms => {
    // A frame that is not drawn has no animation frames.
    const turn = () => new Promise(done => {
        requestAnimationFrame(() => setTimeout(done));
        setTimeout(done, 100);
    });
    const look = () => {
        const moves = document.getAnimations().filter(one => one.playState === 'running')
            .map(({effect}) => ({target: effect.target, end: Number(effect.getComputedTiming().endTime)}));
        if (moves.some(({end}) => Number.isFinite(end))) return null;
        // What turns for ever, as a sign that something is loaded, is as still as it gets.
        return [...document.querySelectorAll('body *')]
            .filter(one => !moves.some(({target}) => target?.contains(one)))
            .map(one => one.getBoundingClientRect())
            .map(({x, y, width, height}) => [x, y, width, height].join()).join(';');
    };
    const until = performance.now() + limit_ms;
    let seen = null;
    let alike = 0;
    while (alike < 2 && performance.now() < until) {
        await turn();
        const now = look();
        alike = now !== null && now === seen ? alike + 1 : 0;
        seen = now;
    }
    return alike === 2;
}"""
SMALL_TARGETS = """() => {
    const LEAST = 24;
    const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], '
        + '[role=tab], [role=menuitem], [role=menuitemradio], [role=separator][tabindex], '
        + '[data-testid=close-tab]';
    const isShown = one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length > 0;
    // A press on the frame or on the words of a field counts as well.
    const wholes = '.fui-Input, .fui-Select, .fui-Textarea, .fui-Radio, .fui-Checkbox, .fui-Switch';
    const boxOf = one => (one.closest(wholes) ?? one).getBoundingClientRect();
    // What is under a dialog, or scrolled out of sight, can't be pressed now.
    const isOnTop = ({one, box}) => {
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return hit !== null && (one.contains(hit) || hit.contains(one) && hit.contains(one.parentElement));
    };
    const all = [...document.querySelectorAll(kinds)].filter(isShown)
        .map(one => ({one, box: boxOf(one)})).filter(isOnTop);
    const isSmall = ({box}) => box.width < LEAST - 0.01 || box.height < LEAST - 0.01;
    // WCAG 2.5.8: a link within a sentence is as high as its line.
    const isInText = ({one}) => getComputedStyle(one).display === 'inline'
        && [...one.parentElement.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '');
    const centreOf = ({box}) => [box.x + box.width / 2, box.y + box.height / 2];
    const far = ([x, y], {box}) => Math.hypot(
        Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    // WCAG 2.5.8: a small one may stand alone in a circle of 24 pixels.
    const isAlone = target => all.every(other => {
        if (other.one === target.one || other.one.contains(target.one) || target.one.contains(other.one)) {
            return true;
        }
        if (far(centreOf(target), other) < LEAST / 2) return false;
        const [[x, y], [z, w]] = [centreOf(target), centreOf(other)];
        return !isSmall(other) || Math.hypot(x - z, y - w) >= LEAST;
    });
    return all.filter(one => isSmall(one) && !isInText(one) && !isAlone(one)).map(({one, box}) =>
        `${one.tagName} "${one.getAttribute('aria-label') ?? one.textContent.slice(0, 40)}"`
        + ` ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`);
}"""

FOCUSED = """async () => {
    // Styles that follow the focus are there with the next frame.
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const one = document.activeElement;
    if (one === null || one === document.body) return null;
    const box = one.getBoundingClientRect();
    const inset = Math.min(4, box.width / 4, box.height / 4);
    const points = [[box.x + box.width / 2, box.y + box.height / 2],
        [box.left + inset, box.top + inset], [box.right - inset, box.top + inset],
        [box.left + inset, box.bottom - inset], [box.right - inset, box.bottom - inset]];
    const own = one.closest('.fui-Input, .fui-Select, .fui-Radio') ?? one;
    const seen = points.some(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (own.contains(hit)
            || one.labels !== undefined && [...one.labels ?? []].some(label => label.contains(hit)));
    });
    const name = one.getAttribute('aria-label') ?? one.getAttribute('name') ?? one.textContent.slice(0, 40);
    window.probeIds ??= new WeakMap();
    window.probeNext ??= 0;
    if (!window.probeIds.has(one)) window.probeIds.set(one, window.probeNext++);
    const shown = own.getBoundingClientRect();
    return {id: window.probeIds.get(one), name: `${one.tagName} "${name}"`, seen,
        box: [shown.x, shown.y, shown.width, shown.height]};
}"""

BROKEN = """() => {
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} wide`);
    for (const one of document.querySelectorAll('main, [role=log], [role=tabpanel], section, nav, header')) {
        if (one.scrollWidth <= one.clientWidth + 1 || one.clientWidth === 0) continue;
        if (getComputedStyle(one).overflowX === 'visible' || one.closest('nav, [role=tablist]')) continue;
        faults.push(`${one.tagName} "${one.getAttribute('aria-label') ?? ''}" scrolls sideways`);
    }
    // What is left of a box after everything that cuts it off.
    const shownBox = one => {
        let {left, top, right, bottom} = one.getBoundingClientRect();
        for (let above = one.parentElement; above !== null; above = above.parentElement) {
            if (getComputedStyle(above).overflowY === 'visible') continue;
            const box = above.getBoundingClientRect();
            [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
            [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
        }
        return {left, top, right, bottom};
    };
    const parts = [...document.querySelectorAll('header, header button, nav, nav button, h1, [role=log], '
        + 'textarea, main button, [role=separator], [role=tab], time, [data-testid=text], dd, dt, bdi')]
        .filter(one => one.checkVisibility({visibilityProperty: true}))
        .map(one => ({one, box: shownBox(one)}))
        .filter(({box}) => box.right - box.left > 2 && box.bottom - box.top > 2);
    const textOf = one => (one.getAttribute('aria-label') ?? one.textContent).slice(0, 30);
    const nameOf = one => `${one.tagName} "${textOf(one)}"`;
    for (const [at, {one, box}] of parts.entries()) {
        for (const {one: other, box: it} of parts.slice(at + 1)) {
            if (one.contains(other) || other.contains(one)) continue;
            const across = Math.min(box.right, it.right) - Math.max(box.left, it.left);
            const down = Math.min(box.bottom, it.bottom) - Math.max(box.top, it.top);
            if (across > 1.5 && down > 1.5) faults.push(`${nameOf(one)} meets ${nameOf(other)}`);
        }
    }
    return faults;
}"""

MARGIN_PX = 5
STOPS_AT_MOST = 80
"""More than any page of ours has; a trap would be walked round for ever."""
PATIENCE_MS = 20_000
"""Longer than any page of ours moves, on a slow machine too."""
LOOK_AGAIN_MS = 50


def wait_until_still(place: Page | Frame) -> None:
    """Wait until nothing moves in a page: what is measured or pressed by its place stands where it will.

    What was drawn last hears keys by then, too: a page is looked at in several turns of its own.
    """
    assert place.evaluate(STILL, PATIENCE_MS), "the page does not come to rest"


def expect_soon(place: Page | Frame, look: Callable[[], object], wanted: object) -> None:
    """Look at a page until it is as wanted, and fail with what was seen last.

    For what Playwright's own expectations don't know.
    """
    for _ in range(PATIENCE_MS // LOOK_AGAIN_MS):
        if look() == wanted:
            return
        place.wait_for_timeout(LOOK_AGAIN_MS)
    assert look() == wanted


def wait_until_kept(page: Page) -> None:
    """Wait until the server has every preference: another page of the same person would get them."""
    page.wait_for_function(
        "() => JSON.parse(localStorage.getItem('cordboard.preferences') ?? '{}').unsaved?.length === 0"
    )


def wait_until_saved(page: Page) -> None:
    """Wait until the server has every draft: another page of the agent would get them."""
    page.wait_for_function(
        """() => {
            const keys = Object.keys(localStorage).filter(one => one.startsWith('cordboard.draft.'));
            return keys.length > 0 && keys.every(key => JSON.parse(localStorage[key]).dirty === false);
        }"""
    )


def small_targets(page: Page) -> list[str]:
    """Return what is too small to be hit by a finger (WCAG 2.5.8)."""
    wait_until_still(page)
    found: list[str] = page.evaluate(SMALL_TARGETS)
    return found


def broken(page: Page) -> list[str]:
    """Return what sticks out sideways and which parts lie on each other."""
    wait_until_still(page)
    found: list[str] = page.evaluate(BROKEN)
    return found


def focus_faults(page: Page, drawn: set[str]) -> list[str]:
    """Go through a page by Tab and return where the focus is not drawn, or under something else.

    What differs between a stop with and without the focus is looked for in pictures (WCAG 2.4.7, 2.4.11);
    `drawn` are the stops that were looked at on earlier pages, and is added to.
    """
    wait_until_still(page)
    faults, known = [], set()
    for _ in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            continue
        if stop["id"] in known:
            break
        known.add(stop["id"])
        if not stop["seen"]:
            faults.append(f"hidden: {stop['name']}")
        elif stop["name"] not in drawn:
            drawn.add(stop["name"])
            if not is_drawn(page, stop["box"]):
                faults.append(f"not drawn: {stop['name']}")
    assert known, "nothing takes the focus"
    return faults


def is_drawn(page: Page, box: list[float]) -> bool:
    """Return whether the place of the focused element looks different without the focus."""
    view = page.viewport_size or {"width": 1280, "height": 720}
    left, top = max(0.0, box[0] - MARGIN_PX), max(0.0, box[1] - MARGIN_PX)
    right = min(float(view["width"]), box[0] + box[2] + MARGIN_PX)
    bottom = min(float(view["height"]), box[1] + box[3] + MARGIN_PX)
    if right <= left or bottom <= top:
        return False
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    focused = page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
    page.evaluate("window.probed = document.activeElement; window.probed.blur()")
    blurred = page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
    page.evaluate("window.probed.focus({focusVisible: true, preventScroll: true})")
    return focused != blurred


def wait_until_apart(page: Page, one: Locator, other: Locator) -> None:
    """Wait until two parts of the page lie beside each other: what keeps clear of another moves after it."""
    expect_soon(page, lambda: overlap(one, other), wanted=False)


def overlap(one: Locator, other: Locator) -> bool:
    """Return whether two parts of the page lie over each other."""
    here, there = one.bounding_box(), other.bounding_box()
    assert here is not None
    assert there is not None
    apart = (
        here["x"] + here["width"] <= there["x"]
        or there["x"] + there["width"] <= here["x"]
        or here["y"] + here["height"] <= there["y"]
        or there["y"] + there["height"] <= here["y"]
    )
    return not apart
