// Paper, beside the guidance: once the report has begun, what was written down elsewhere belongs to it, and nobody starts another by accident.
export function begin({ $, listeners }) {
  const first = $("#paper-first");
  const link = $("#paper-link");
  listeners.add(({ started, known, id }) => {
    if (first) first.hidden = started;
    if (known && id && !link.href.endsWith(id)) link.href = `/report/paper/${id}`;
  });
}
