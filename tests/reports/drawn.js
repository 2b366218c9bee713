() => {
  // What is cut off or written over in the pictures on show, each fault as a line.
  const faults = [];
  const said = (one) => one.node.textContent.trim() || one.node.getAttribute("class");
  const meet = (a, b) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  // A line of text takes less height than its box, which has room for accents and tails.
  const placed = (node, above, below) => {
    const { x, y, width, height } = node.getBBox();
    return { node, left: x, right: x + width, top: y + height * above, bottom: y + height * below };
  };
  // What stands whole in a box that is there to hold it is not written over.
  const holds = (box, text) =>
    box.node.matches(".kin, .kin-shared") &&
    box.left <= text.left && text.right <= box.right && box.top <= text.top && text.bottom <= box.bottom;
  for (const picture of document.querySelectorAll("svg.drawing")) {
    if (!picture.getClientRects().length) continue;
    const name = `${picture.closest("figure").id} ${picture.classList[1]}`;
    const [, , width, height] = picture.getAttribute("viewBox").split(" ").map(Number);
    const all = (which, above, below) =>
      [...picture.querySelectorAll(which)].map((node) => placed(node, above, below));
    const texts = all("text:not(.query)", 0.2, 0.82);
    const signs = all(".sign, rect, line.today, line.today-short, line.solid, line.dotted", 0, 1);
    for (const one of [...texts, ...signs]) {
      const inside = one.left > -2 && one.right < width + 2 && one.top > -2 && one.bottom < height + 2;
      if (!inside) faults.push(`${name}: cut off: ${said(one)}`);
    }
    texts.forEach((one, place) => {
      for (const other of [...texts.slice(place + 1), ...signs]) {
        if (meet(one, other) && !holds(other, one)) faults.push(`${name}: written over: ${said(one)} / ${said(other)}`);
      }
    });
  }
  return faults;
}
