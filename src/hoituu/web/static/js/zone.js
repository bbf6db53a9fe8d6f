// Times are offered on the customer's own clock: a clock that differs is told to the page, once.
const form = document.querySelector("[data-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = (timeZone) => new Date().toLocaleTimeString("en", { timeZone });
const asked = new URLSearchParams(location.search);
if (form && zone && !asked.has("zone") && clock(zone) !== clock(form.dataset.zone)) {
  asked.set("zone", zone);
  location.replace(`?${asked}`);
}
