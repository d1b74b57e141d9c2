/** The statuses that a decision leads through, in order; each may follow the one before, and the last ends the referral. Pure. */
export function statusesOf(decision) {
  return decision === "reject"
    ? [{ status: "rejected", statusReason: "The partner takes no new referrals at the moment." }]
    : [{ status: "accepted" }, { status: "completed" }];
}
