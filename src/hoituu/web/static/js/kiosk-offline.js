// Lets a kiosk's page open without a network: what it is made of is kept, and used when asking fails.
const CACHE = "hoituu-kiosk";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const own = event.data.filter((url) => new URL(url).origin === location.origin && !url.endsWith("/queue/"));
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.allSettled(own.map((url) => cache.add(url)))));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(
    fetch(event.request).catch(async () => {
      const kept = await caches.match(event.request, { ignoreVary: true });
      return kept || Response.error();
    }),
  );
});
