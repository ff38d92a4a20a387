// A button beside each listing of code that copies it.

ready(() => {
  for (const code of all(".source pre, pre.command")) {
    const box = create("div", "copied"), button = create("button", "", "Copy");
    button.type = "button";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    code.replaceWith(box);
    box.append(code, button);
  }
});
