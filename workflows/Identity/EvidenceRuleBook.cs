namespace Integration.Workflows.Identity;

/// <summary>
/// The evidence rules of the Public Sector Profile of the Pan-Canadian Trust Framework 1.5 (https://github.com/canada-ca/PCTF-CCP), in
/// this network's words, and the one rule that is this network's own.
/// </summary>
internal static class EvidenceRuleBook
{
    public static readonly EvidenceRule AnyEvidence = Rule("IDEA.01", 1, "evidence-any",
        "Some evidence of identity is there.", "Une preuve d’identité est présente.",
        "There is no evidence of identity: show any.", "Il n’y a aucune preuve d’identité : présentez-en une.");

    public static readonly EvidenceRule OneInstance = Rule("IDEA.02", 2, "evidence-one",
        "One piece of evidence that is in force is there.", "Une preuve en vigueur est présente.",
        "One piece of evidence that has not expired is needed.", "Une preuve qui n’est pas expirée est nécessaire.");

    public static readonly EvidenceRule OneDated = Rule("IDIV.03", 2, "evidence-one-dated",
        "The evidence has a date of issue.", "La preuve porte une date de délivrance.",
        "The evidence needs a date of issue that is not in the future.",
        "La preuve doit porter une date de délivrance qui n’est pas dans le futur.");

    public static readonly EvidenceRule OneValidated = Rule("IDIV.04/05", 2, "evidence-one-validated",
        "Its issuer confirmed the evidence, or a trained examiner inspected it.",
        "L’émetteur a confirmé la preuve, ou un examinateur formé l’a inspectée.",
        "The issuer has to confirm the evidence, or a trained examiner has to inspect it.",
        "L’émetteur doit confirmer la preuve, ou un examinateur formé doit l’inspecter.");

    public static readonly EvidenceRule OneStatus = Rule("IDIV.04/05", 2, "evidence-one-status",
        "The issuer was asked whether the evidence is still good.", "On a demandé à l’émetteur si la preuve est toujours valable.",
        "The issuer should be asked whether the evidence is still good.",
        "Il faudrait demander à l’émetteur si la preuve est toujours valable.") with { IsMandatory = false };

    public static readonly EvidenceRule TwoInstances = Rule("IDEA.03", 3, "evidence-two",
        "Two pieces of evidence are there, at least one of them foundational.",
        "Deux preuves sont présentes, dont au moins une est fondamentale.",
        "Two pieces of evidence of different types that have not expired are needed, one of them of birth, immigration or citizenship.",
        "Il faut deux preuves de types différents qui ne sont pas expirées, dont une de naissance, d’immigration ou de citoyenneté.");

    public static readonly EvidenceRule TwoDated = Rule("IDIV.03", 3, "evidence-two-dated",
        "Both pieces of evidence have a date of issue.", "Les deux preuves portent une date de délivrance.",
        "Two pieces of evidence, one of them foundational, need a date of issue that is not in the future.",
        "Deux preuves, dont une fondamentale, doivent porter une date de délivrance qui n’est pas dans le futur.");

    public static readonly EvidenceRule TwoValidated = Rule("IDIV.04/05", 3, "evidence-two-validated",
        "Both pieces of evidence were confirmed and their status requested, or a trained examiner inspected them.",
        "Les deux preuves ont été confirmées et leur état demandé, ou un examinateur formé les a inspectées.",
        "The issuers of two pieces of evidence, one of them foundational, have to confirm them and their status, "
        + "or a trained examiner has to inspect them.",
        "Les émetteurs de deux preuves, dont une fondamentale, doivent les confirmer avec leur état, "
        + "ou un examinateur formé doit les inspecter.");

    public static readonly EvidenceRule Verified = Rule("IDVE.03", 3, "evidence-verified",
        "It was verified that the identity is the person’s own.", "Il a été vérifié que l’identité est bien celle de la personne.",
        "It has to be verified that the identity is the person’s own: by knowledge, body or behaviour, possession or a trusted referee.",
        "Il faut vérifier que l’identité est bien celle de la personne : par ses connaissances, son corps ou son comportement, "
        + "une chose qu’elle possède ou un répondant de confiance.");

    public static readonly EvidenceRule Guardian = Rule("IDEA.05", 3, "evidence-guardian",
        "The parent or guardian showed evidence too.", "Le parent ou tuteur a aussi présenté des preuves.",
        "A parent or guardian has to show evidence of the same strength too.",
        "Un parent ou tuteur doit aussi présenter des preuves de même force.");

    public static readonly EvidenceRule InPersonBiological = Rule("NET.01", 4, "evidence-in-person",
        "An examiner compared the person, in person, with the evidence.",
        "Un examinateur a comparé la personne, sur place, avec la preuve.",
        "An examiner has to compare the person’s face or another characteristic of the body with the evidence, in person.",
        "Un examinateur doit comparer sur place le visage ou une autre caractéristique physique de la personne avec la preuve.");

    private static EvidenceRule Rule(
        string code, int level, string reason, string metEn, string metFr, string unmetEn, string unmetFr) => new(
        code, level, true, new(reason, new(metEn, metFr)), new(reason + "-missing", new(unmetEn, unmetFr)));
}
