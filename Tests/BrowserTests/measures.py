"""Measures what stands on a page, by the numbers of the front's rules.

Each rule names the point of POINTS.md that it holds. Sizes are CSS pixels. The kiosk's numbers are points 1 to 3;
the others have none there, so the smallest step of each medium's scale of type is the least, and a target is
what WCAG 2.2 asks (2.5.8, 24×24).
"""

# Text, targets (width, height), gap between targets, contrast; where a number is None nothing is asked.
RULES = {
    "kiosk": {"text": 28, "target": (60, 60), "gap": 16, "contrast": 4.5, "service": 160},
    "board": {"text": 20, "target": (44, 44), "gap": None, "contrast": 4.5, "service": None},
    "desk": {"text": 16, "target": (24, 24), "gap": None, "contrast": 4.5, "service": None},
    "admin": {"text": 16, "target": (24, 24), "gap": None, "contrast": 4.5, "service": None},
    "phone": {"text": 16, "target": (24, 24), "gap": None, "contrast": 4.5, "service": None},
    "evaluate": {"text": 20, "target": (60, 60), "gap": 12, "contrast": 4.5, "service": None},
    "plain": {"text": 16, "target": (24, 24), "gap": None, "contrast": 4.5, "service": None},
}
LARGE_TEXT = 40
HIGH_CONTRAST = 7

PROBE = r"""() => {
  const shown = element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    // What only a reader aloud gets is a dot.
    if (box.width <= 2 || box.height <= 2 || style.visibility !== 'visible') return false;
    if (box.right < 0 || box.bottom < -9000 || element.closest('.away, .skip, [hidden]')) return false;
    for (let one = element; one; one = one.parentElement) {
      if (getComputedStyle(one).opacity === '0') return false;
    }
    return true;
  };
  const parse = text => {
    const parts = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return parts.length < 4 ? [...parts, 1] : parts;
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const background = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = colour => {
    const [r, g, b] = colour.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const name = element => {
    const own = element.id ? '#' + element.id : (element.className && '.' + String(element.className).trim().split(/\s+/).join('.'));
    const above = element.parentElement && element.parentElement.className;
    return element.tagName.toLowerCase() + (own || (above ? ' in .' + above : '')) +
      ' ' + JSON.stringify(element.textContent.trim().slice(0, 14));
  };
  // What a list that is turned lets see of a box.
  const inView = element => {
    const whole = element.getBoundingClientRect();
    const box = {left: whole.left, top: whole.top, right: whole.right, bottom: whole.bottom};
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one), edge = one.getBoundingClientRect();
      if (style.overflowX !== 'visible') { box.left = Math.max(box.left, edge.left); box.right = Math.min(box.right, edge.right); }
      if (style.overflowY !== 'visible') { box.top = Math.max(box.top, edge.top); box.bottom = Math.min(box.bottom, edge.bottom); }
    }
    if (box.right - box.left <= 2 || box.bottom - box.top <= 2) return null;
    // What lies under a question that stands over everything is not to be pressed now.
    const over = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return !over || element.contains(over) || over.contains(element) || !over.closest('.over') ? box : null;
  };
  const texts = [], targets = [], cut = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('script, style, noscript, svg') || !shown(element)) continue;
    const style = getComputedStyle(element);
    const isField = /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && element.type !== 'hidden' &&
      !/radio|checkbox/.test(element.type);
    if (isField || [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) {
      const below = background(element);
      texts.push({name: name(element), size: parseFloat(style.fontSize),
        contrast: ratio(over(parse(style.color), below), below),
        isOff: !!element.closest('[disabled], [aria-disabled=true]')});
      // Text that a box hides: cut off at the side without a sign.
      if (element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden' && !isField &&
          style.textOverflow !== 'ellipsis') cut.push(name(element));
    }
    // A radio or a tick is pressed with its label.
    const isTick = element.tagName === 'INPUT' && /radio|checkbox/.test(element.type);
    if (element.matches('a[href], button, select, textarea, summary, label.tick, input:not([type=hidden])') && !isTick) {
      // A word inside a sentence is as large as the sentence.
      const inline = element.tagName === 'A' && style.display === 'inline';
      const box = element.getBoundingClientRect();
      let isFixed = false;
      for (let one = element; one; one = one.parentElement) {
        isFixed = isFixed || /fixed|sticky/.test(getComputedStyle(one).position);
      }
      targets.push({name: name(element), inline: inline, isFixed: isFixed, isService: element.matches('.lines .line'),
        width: box.width, height: box.height, box: inView(element)});
    }
  }
  const main = document.querySelector('main');
  const words = (document.body.className || 'plain').split(/\s+/);
  return {medium: words[0], large: words.includes('large'), highContrast: words.includes('contrast'),
    wide: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
    hidden: main ? main.scrollHeight - main.clientHeight : 0,
    scrolls: document.scrollingElement.scrollHeight > window.innerHeight,
    texts: texts, targets: targets, cut: cut};
}"""


def holds(one, other):
    return (one["left"] <= other["left"] and one["right"] >= other["right"]
            and one["top"] <= other["top"] and one["bottom"] >= other["bottom"])


def gap(one, other):
    """The free space between two boxes; 0 when they touch, less when they overlap, None when one holds the other."""
    across = max(one["left"], other["left"]) - min(one["right"], other["right"])
    down = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    if across < 0 and down < 0 and (holds(one, other) or holds(other, one)):
        return None
    return max(across, down)


def measure(page):
    """What on a page is smaller, nearer or paler than it may be; an empty list when all is well."""
    found = page.evaluate(PROBE)
    rules = RULES.get(found["medium"], RULES["plain"])
    is_kiosk = found["medium"] == "kiosk"
    least = LARGE_TEXT if found["large"] and is_kiosk else rules["text"]
    contrast = HIGH_CONTRAST if found["highContrast"] else rules["contrast"]
    wrong = []
    if found["wide"] > 0:
        wrong.append(f"(13) scrolls sideways by {found['wide']} px")
    wrong += [f"cut off: {name}" for name in found["cut"]]
    if is_kiosk and found["hidden"] > 1:
        wrong.append(f"(14) {found['hidden']} px of the page are reached by dragging alone")
    for text in found["texts"]:
        if text["size"] < least - 0.01:
            wrong.append(f"(1) text of {text['size']:.0f} px, {least} at least: {text['name']}")
        if text["contrast"] < contrast - 0.005 and not text["isOff"]:
            wrong.append(f"(3) contrast {text['contrast']:.2f}, {contrast} at least: {text['name']}")
    targets = [target for target in found["targets"] if not target["inline"]]
    for target in targets:
        width, height = target["width"], target["height"]
        if width < rules["target"][0] - 0.5 or height < rules["target"][1] - 0.5:
            wrong.append(f"(2) target of {width:.0f}×{height:.0f}, {rules['target']} at least: {target['name']}")
        if rules["service"] and target["isService"] and height < rules["service"] - 0.5:
            wrong.append(f"(2) service button {height:.0f} high, {rules['service']} at least: {target['name']}")
    if rules["gap"]:
        in_view = [target for target in targets if target["box"]]
        for index, one in enumerate(in_view):
            for other in in_view[index + 1:]:
                # On a page that scrolls, everything passes under the bar sooner or later.
                if found["scrolls"] and one["isFixed"] != other["isFixed"]:
                    continue
                between = gap(one["box"], other["box"])
                if between is not None and between < rules["gap"] - 0.5:
                    wrong.append(
                        f"(2) {between:.0f} px between {one['name']} and {other['name']}, {rules['gap']} at least")
    return wrong
