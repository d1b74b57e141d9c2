// The region's own rules and its own list: nothing here is known to the network, and nothing of the network is known here but the contract.

export const PROGRAM = "dk-practitioner-choice";
const JURISDICTION = "dk-82";
const NEAR_IN_KM = 15;

/** Which practices take new patients. Made up. */
const OPEN_FOR_PATIENTS = new Map([
  ["900001", true],
  ["900002", true],
  ["900003", false],
]);

const TEXTS = {
  "group-two": { en: "In group 2 nobody is bound to one practice.", fr: "Dans le groupe 2, on n’est lié à aucun cabinet." },
  "too-far": {
    en: "The practice is more than 15 kilometres away: choose another, or accept that nobody comes to your home.",
    fr: "Le cabinet est à plus de 15 kilomètres : choisissez-en un autre, ou acceptez l’absence de visites à domicile.",
  },
  "unknown-practice": { en: "The region knows no such practice.", fr: "La région ne connaît pas ce cabinet." },
  "practice-closed": { en: "The practice takes no new patients.", fr: "Le cabinet n’accepte pas de nouveaux patients." },
  "practice-assigned": { en: "The practice is yours from the day that you move.", fr: "Le cabinet est le vôtre dès le jour du déménagement." },
  "hospitals-of-the-region": {
    en: "From then on the hospitals of the Central Denmark Region are yours.",
    fr: "Dès lors, les hôpitaux de la région du Jutland central sont les vôtres.",
  },
  "missing-fact": { en: "The region needs to know more about the practice that you choose.", fr: "La région doit en savoir plus sur le cabinet choisi." },
};

const ASKED = ["insuranceGroup", "practice", "distanceKm", "acceptsDistance"];

/** The region's answer to a choice of practitioner, a determination as the contract describes it. Pure. */
export function determine({ health = {} } = {}) {
  const missing = ASKED.filter((fact) => health[fact] === undefined).map((fact) => `/health/${fact}`);
  const unmet = unmetOf(health);
  if (unmet.length > 0) {
    return determination("ineligible", unmet);
  }

  return missing.length > 0
    ? { ...determination("needsInformation", ["missing-fact"]), missing }
    : determination("eligible", ["practice-assigned", "hospitals-of-the-region"]);
}

// A condition that fails decides, whatever else may be missing.
function unmetOf({ insuranceGroup, practice, distanceKm, acceptsDistance }) {
  const unmet = [];
  if (insuranceGroup !== undefined && insuranceGroup !== "1") {
    unmet.push("group-two");
  }

  if (distanceKm > NEAR_IN_KM && acceptsDistance === false) {
    unmet.push("too-far");
  }

  if (practice !== undefined && OPEN_FOR_PATIENTS.get(practice) !== true) {
    unmet.push(OPEN_FOR_PATIENTS.has(practice) ? "practice-closed" : "unknown-practice");
  }

  return unmet;
}

function determination(outcome, codes) {
  return {
    program: PROGRAM,
    jurisdiction: JURISDICTION,
    outcome,
    reasons: codes.map((code) => ({ code, text: TEXTS[code] })),
    trace: [],
    missing: [],
  };
}

/** The bodies that a request is answered with: one. What is asked about another program can't be answered here. Pure. */
export function decide({ subject, attributes }) {
  return subject === PROGRAM
    ? [{ status: "completed", determination: determine(attributes) }]
    : [{ status: "failed", error: "UnknownProgram" }];
}
