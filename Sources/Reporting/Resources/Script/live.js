// A live page: it polls the server, and replaces the report without losing the scroll position.

ready(() => {
  if (window.stepbookFollows) return;
  window.stepbookFollows = true;
  const part = (name, role) => {
    let element = document.querySelector("." + name);
    if (!element) {
      element = document.createElement(name === "live-problem" ? "pre" : "p");
      element.className = name;
      element.setAttribute("role", role);
      document.body.prepend(element);
    }
    return element;
  };
  const tell = state => {
    const problem = part("live-problem", "alert"), progress = part("live-progress", "status");
    if (problem.textContent !== state.problem) problem.textContent = state.problem;
    progress.textContent = state.progress;
    problem.hidden = !state.problem;
    progress.hidden = !state.progress;
  };
  const take = async () => {
    const text = await (await fetch("./", { cache: "no-store" })).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const code = from => all("script, style", from).map(each => each.textContent).join();
    if (code(page) !== code(document)) return location.reload();
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    document.dispatchEvent(new Event("DOMContentLoaded"));
  };
  const follow = async () => {
    let version = -1;
    for (;;) {
      try {
        const state = await (await fetch("state?after=" + version)).json();
        if (String(state.report) !== document.querySelector("[data-report]").dataset.report) await take();
        version = state.version;
        tell(state);
      } catch {
        version = -1;
        tell({ problem: "stepbook does not answer; this is the last report.", progress: "" });
        await new Promise(done => setTimeout(done, 500));
      }
    }
  };
  follow();
});
