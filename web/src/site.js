// What every page has when scripts run: nothing here is needed to read, to search or to check.
import { watchUpload } from "./validate.js";

const upload = document.querySelector("form.upload");
if (upload) watchUpload(upload);
