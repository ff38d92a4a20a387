// Copies the outcome of each step from the timing table to its cell, and the summary to the top.

ready(() => {
  for (const row of all("tr[data-step]")) {
    const step = document.getElementById(row.dataset.step);
    const link = step && step.querySelector(".took");
    if (link) link.textContent = row.dataset.took;
  }
  const whole = document.querySelector(".checks .took"), timing = document.querySelector(".timing");
  if (whole && timing) whole.textContent = timing.dataset.took;
});
