/* print: the button that prints a sheet. Without scripts the line beside it says how to. */
"use strict";
(() => {
  const button = document.getElementById("_print");
  if (!button) return;
  button.hidden = false;
  button.nextElementSibling.hidden = true;
  button.addEventListener("click", () => window.print());
})();
