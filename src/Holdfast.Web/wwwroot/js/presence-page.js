// Who is here: kept as it is on the server.
import { subscribe } from "./feed.js";
import { livePart } from "./live-part.js";
import { localize } from "./times.js";

const LOOK = 15_000; // ms: who comes and goes tells nothing to others' pages
const refresh = livePart(() => "/presence?handler=List", "[data-part]");

localize();
subscribe(({ type }) => {
  if (["incident", "missed", "heard"].includes(type)) refresh();
});
document.addEventListener("holdfast:presence", refresh);
setInterval(() => document.hidden || refresh(), LOOK);
