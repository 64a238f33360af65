// Shows how the check of an upload goes; without this the page simply waits for the answer.
import { events } from "./events.js";

export function watchUpload(form) {
  const progress = document.getElementById("progress");
  const outcome = document.getElementById("outcome");

  form.addEventListener("submit", async (submitted) => {
    if (submitted.submitter?.hasAttribute("formaction")) return; // a download: the browser's work
    submitted.preventDefault();
    const button = submitted.submitter ?? form.querySelector("button");
    button.disabled = true;
    outcome.replaceChildren();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "text/event-stream, application/problem+json;q=0.5" },
      });
      if (!answer.ok) {
        problem((await answer.json()).detail);
        return;
      }
      for await (const { name, data } of events(answer.body)) {
        if (name === "step") progress.textContent = data;
        else if (name === "problem") problem(data);
        else {
          progress.textContent = "";
          outcome.innerHTML = data; // made and escaped by our own server
          outcome.querySelector("h2")?.scrollIntoView({ block: "nearest" });
        }
      }
    } catch (error) {
      problem(String(error.message ?? error));
    } finally {
      button.disabled = false;
    }
  });

  function problem(text) {
    const shown = document.createElement("p");
    shown.className = "problem";
    shown.setAttribute("role", "alert");
    shown.textContent = text;
    progress.textContent = "";
    outcome.replaceChildren(shown);
  }
}
