const form = document.getElementById("challenge");
const progress = document.getElementById("progress");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const buttons = [...form.querySelectorAll("button")];
  const decision = event.submitter.value;
  for (const button of buttons) button.disabled = true;
  progress.textContent = "Telling your bank…";
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ decision }),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { charge, next } = await response.json();
    if (window.parent !== window) {
      window.parent.postMessage({ type: "challenge-done", charge }, form.dataset.appOrigin);
    }
    if (next) window.location.assign(next);
    else window.location.reload();
  } catch {
    // Without an answer the bank may or may not know: pressing again is safe, a decision counts once.
    for (const button of buttons) button.disabled = false;
    progress.textContent = "Your bank did not answer. Press again.";
  }
});
