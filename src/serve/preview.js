// The live preview: when the site changed, asks for the page again and shows it where the reader is.
(() => {
  'use strict';
  const own = document.currentScript;
  let { page, loads } = own.dataset;
  let source = null, asking = false, again = false;

  // What is wrong stands in a tree of its own, which older browsers leave to scripts.
  const rooted = (host) => {
    const template = host.querySelector('template[shadowrootmode]');
    if (template) {
      (host.shadowRoot || host.attachShadow({ mode: 'open' })).replaceChildren(template.content);
      template.remove();
    }
    return host.shadowRoot;
  };
  const panel = document.querySelector('preread-preview');
  rooted(panel);

  const frame = (of) => {
    const head = of.head.cloneNode(true);
    head.querySelector('title')?.remove();
    return head.innerHTML;
  };
  const hasScripts = (of) => of.querySelector('script:not([data-page])') !== null;
  const boxes = (of) => [...of.body.querySelectorAll('details')];

  const show = (text) => {
    const next = new DOMParser().parseFromString(text, 'text/html');
    const mark = next.querySelector('script[data-page]'), fresh = next.querySelector('preread-preview');
    // Other styles, fonts, images or scripts: the browser loads the page as a whole.
    if (!mark || !fresh || mark.dataset.loads !== loads || hasScripts(next) || hasScripts(document) || frame(next) !== frame(document)) {
      location.reload();
      return;
    }
    const before = panel.shadowRoot, now = rooted(fresh);
    if (now.innerHTML.replace(' open=""', '') !== before.innerHTML.replace(' open=""', '')) {
      const style = before.querySelector('link');
      now.querySelector('link').remove();
      before.replaceChildren(style, ...now.childNodes);
    }
    fresh.replaceWith(panel);
    const open = boxes(document).map((box) => box.open), focus = document.activeElement?.id;
    if (boxes(next).length === open.length) boxes(next).forEach((box, at) => { box.open = open[at]; });
    const html = document.documentElement;
    for (const { name } of [...html.attributes]) html.removeAttribute(name);
    for (const { name, value } of next.documentElement.attributes) html.setAttribute(name, value);
    document.title = next.title;
    page = mark.dataset.page;
    document.body.replaceWith(next.body);
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  };

  const ask = async () => {
    panel.removeAttribute('ended');
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { cache: 'no-store', headers: { 'If-None-Match': `"${page}"` } });
      if (answer.status !== 304) show(await answer.text());
    } catch {
      // The preview has gone; the stream asks again once it is back.
    }
    asking = false;
    if (again) ask();
  };

  // A browser holds few connections to one host, so pages that nobody sees do not listen.
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource('/_preread/events');
    source.onmessage = ask;
    source.onerror = () => panel.setAttribute('ended', '');
  };
  const hush = () => {
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? hush() : listen()));
  addEventListener('pagehide', hush);
  addEventListener('pageshow', listen);
  listen();
})();
