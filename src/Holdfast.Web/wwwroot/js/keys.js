// One letter presses the control that shows it (data-key), as long as no field has the cursor.
const writing = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]';

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
  if (event.key === 'Escape') {
    const open = event.target.closest?.('details[open]');
    if (open) { open.open = false; open.querySelector('summary').focus(); }
    else if (event.target.matches?.(writing)) event.target.blur();
    return;
  }
  if (event.target.matches?.(writing)) return;
  const control = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!control || control.disabled || !control.checkVisibility()) return;
  event.preventDefault();
  if (control.matches(writing)) control.focus();
  else control.click();
});
