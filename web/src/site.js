// What every page has when scripts run: nothing here is needed to read, to search or to check.
import { offerNames } from "./suggest.js";
import { watchUpload } from "./validate.js";

for (const id of ["find", "q"]) {
  const input = document.getElementById(id);
  if (input) offerNames(input, `${input.form.action}/suggest`);
}

const upload = document.querySelector("form.upload");
if (upload) watchUpload(upload);
