// The warm transfer: the agent says that caller and supervisor are connected, that they have left, or that it did not work.
import { reportPart } from "./report-part.js";
import { t } from "./texts.js";

const SAID = { accepted: "", joined: t("The caller is connected."), released: t("You have left the call."), failed: t("It did not work. The next one is tried.") };

export function begin(report) {
  const { $, listeners, post, doing, tell } = report;
  const refresh = reportPart(report, "Handover", "#handover");
  let seen = "";
  let step = null;

  doing.handover = said => {
    const part = $("#handover");
    const why = $("[name=handover-why]", part)?.value.trim() ?? "";
    if (part.contains(document.activeElement)) part.focus(); // the button goes; the next one is not pressed by the same hand
    $("details", part)?.removeAttribute("open");
    post("handovers", { step: said, ...(said === "failed" && why ? { why } : {}) }, answer => {
      report.take(answer);
      report.get();
    });
  };

  $("#handover").addEventListener("keydown", event => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    doing.handover("failed");
  });

  listeners.add(({ incident }) => {
    const handover = incident?.row?.handover;
    if (!handover) return;
    const key = JSON.stringify([handover, incident.contact, incident.row.channel]);
    if (key === seen) return;
    const before = step;
    [seen, step] = [key, handover.step];
    if (before && before !== step && SAID[step]) tell(SAID[step]);
    refresh();
  });
}
