// The Print button of the printed document; it is there only where it can work.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
