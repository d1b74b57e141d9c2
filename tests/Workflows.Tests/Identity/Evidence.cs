using CsCheck;
using Integration.Workflows.Catalogue;
using Integration.Workflows.Identity;

namespace Integration.Workflows.Tests.Identity;

/// <summary>Evidence of any quality, with good evidence often enough that every level occurs.</summary>
internal static class Evidence
{
    public static readonly DateOnly Today = new(2026, 1, 15);

    public static readonly Gen<IdentityEvidence> Piece = Gen.Select(
        Gen.OneOf("birth-certificate", "passport", "drivers-licence"),
        Gen.Enum<EvidenceKind>(),
        Gen.OneOf(Gen.Const((DateOnly?)null), Gen.Int[-900, 30].Select(days => (DateOnly?)Today.AddDays(days))),
        Gen.OneOf(Gen.Const((DateOnly?)null), Gen.Int[-30, 900].Select(days => (DateOnly?)Today.AddDays(days))),
        Gen.Select(Gen.Bool, Gen.Bool),
        Gen.OneOf(Gen.Const((IdentityVerification?)null), Gen.Enum<IdentityVerification>().Select(how => (IdentityVerification?)how)),
        Gen.OneOf("", " ", "e-17"),
        (type, kind, issued, expires, issuer, verification, examiner) =>
            new IdentityEvidence(type, kind, "ca-on", issued, expires, issuer.Item1, issuer.Item2, verification, examiner));

    public static readonly Gen<EvidenceFile> File = Gen.Select(
        Piece.List[0, 4], Piece.List[0, 3], Gen.Bool, (subject, guardian, inPerson) => new EvidenceFile(subject, guardian, inPerson));

    public static readonly Gen<IdentitySubject> Subject = Gen.Enum<IdentitySubject>();
}
