/** Where the person pretends to be: a few cities, or any point. */

import { byId, element } from "./dom.js";

const CITIES = [
  { name: "Berlin", latitude: 52.52, longitude: 13.405 },
  { name: "London", latitude: 51.5074, longitude: -0.1278 },
  { name: "New York", latitude: 40.7128, longitude: -74.006 },
  { name: "São Paulo", latitude: -23.5505, longitude: -46.6333 },
  { name: "Nairobi", latitude: -1.2864, longitude: 36.8172 },
  { name: "Delhi", latitude: 28.6139, longitude: 77.209 },
  { name: "Kathmandu", latitude: 27.7172, longitude: 85.324 },
  { name: "Tokyo", latitude: 35.6762, longitude: 139.6503 },
  { name: "Auckland", latitude: -36.8509, longitude: 174.7645 },
  { name: "Honolulu", latitude: 21.3069, longitude: -157.8583 },
];

const dialog = byId("location-dialog");
let chosen = null;

byId("cities").append(...CITIES.map(({ name }, at) => element("button", { type: "button", class: "city", "data-city": at }, name)));
byId("cities").addEventListener("click", (event) => {
  const city = event.target.closest("[data-city]");
  if (city) choose(CITIES[Number(city.dataset.city)]);
});
byId("location-form").addEventListener("submit", () => {
  chosen = { latitude: byId("latitude").valueAsNumber, longitude: byId("longitude").valueAsNumber };
});

function choose({ latitude, longitude }) {
  chosen = { latitude, longitude };
  dialog.close();
}

/** The {latitude, longitude} the person chooses, or null. */
export function askForPlace() {
  chosen = null;
  byId("location-form").reset();
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(chosen), { once: true }));
}
