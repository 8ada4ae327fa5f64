// Which channel it is: chosen before or after first touch; the order, how contact ends and what is written follow it.
export function begin(report) {
  const { $, listeners, entry, tell, order } = report;
  $("#channels").addEventListener("change", ({ target }) => {
    // Before first touch nothing begins: the start says the channel.
    if (report.started) entry("channel-chosen", { channel: target.value });
    order();
    tell(`${target.parentElement.textContent.trim()}. ${$("#order-text").textContent}`);
    report.changed();
  });
  listeners.add(() => { $("#main").dataset.channel = $("[name=channel]:checked").value; });
}
