using System.Text;
using Chorus.Escrow.Letters;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class CaseLetterVectors
{
    private const string Digits = "4071550923618827340019564472";

    internal static VectorSet Make()
    {
        var set = new VectorSet("case-letter");
        var random = new SeededRandom("case letter");
        using var team = OrganisationKey.FromMaster(random.Bytes(32));
        var place = new LetterPlace(random.Bytes(16), "workers-centre", random.Bytes(16), "respondent-1");
        using var code = LettersCode.Derive(Digits, place.Deployment);
        using var other = LettersCode.FromSeed(random.Bytes(32));
        var access = new LettersAccess("respondent-1", Digest.Sha256(code.Lookup), code.Signing.PublicKey, code.Box.PublicKey);

        (CaseLetter Letter, byte[] Data, byte[] Copy) Write(string by, byte direction, byte kind, string text)
        {
            var id = random.Bytes(16);
            var data = Encoding.UTF8.GetBytes($$"""{"format":"chorus/case-letter/1","text":"{{text}}","salt":"{{Base64UrlText.Encode(random.Bytes(32))}}"}""");
            var at = new CasePlace(place.Deployment, place.Organisation, place.Case, id);
            var made = CaseContent.Seal(team.RecipientKey, 1, at, data, random.Fill);
            return (new(by, id, direction, kind, Digest.Sha256(data), Digest.Sha256(made)), data, LetterCopy.Seal(code.Box.PublicKey, at, data, random.Fill));
        }
        (string, object?)[] Fields(CaseLetter l, byte[] copy, byte[] signature, LetterPlace? elsewhere = null, byte[]? key = null) =>
        [
            ("deployment", (elsewhere ?? place).Deployment), ("organisation", place.Organisation), ("case", (elsewhere ?? place).Case), ("of", (elsewhere ?? place).Of), ("digits", Digits), ("codeDeployment", place.Deployment),
            ("by", l.By), ("id", l.Id), ("direction", (int)l.Direction), ("kind", (int)l.Kind), ("dataHash", l.DataHash), ("sealedHash", l.SealedHash), ("signature", signature),
            ("signingKey", key ?? (l.Direction == LetterKinds.FromParty ? code.Signing.PublicKey : team.Signing.PublicKey)), ("copy", copy),
        ];
        byte[] Sign(CaseLetter l) => (l.Direction == LetterKinds.FromParty ? code.Signing : team.Signing).Sign(l.Signed(place));
        void Good(string name, string text, (CaseLetter Letter, byte[] Data, byte[] Copy) w) => set.Good(
            name, [.. Fields(w.Letter, w.Copy, Sign(w.Letter)), ("text", text), ("lookup", code.Lookup), ("box", code.Box.PublicKey), ("signing", code.Signing.PublicKey), ("organisationKey", team.Signing.PublicKey), ("accessSignature", team.Signing.Sign(access.Signed(place))), ("accessProof", code.Signing.Sign(access.Proven(place)))]);
        Good("an answer", "Yo no estuve allí.", Write("respondent-1", LetterKinds.FromParty, 1, "Yo no estuve allí."));
        Good("a notice", "What is said of you.", Write("staff-1", LetterKinds.FromOrganisation, 1, "What is said of you."));

        var (letter, _, copy) = Write("respondent-1", LetterKinds.FromParty, 1, "I was not there.");
        var signed = Sign(letter);
        void Bad(string name, string why, CaseLetter? changed = null, byte[]? otherCopy = null, byte[]? signature = null, LetterPlace? elsewhere = null, byte[]? key = null) =>
            set.Bad(name, why, Fields(changed ?? letter, otherCopy ?? copy, signature ?? signed, elsewhere, key));
        Bad("flipped signature", "one bit of the signature differs", signature: Change.Flip(signed, 0));
        Bad("another signer", "signed by another code", key: other.Signing.PublicKey);
        Bad("another kind", "an answer shown as an appeal", letter with { Kind = 4 });
        Bad("another direction", "the party's letter shown as the organisation's", letter with { Direction = LetterKinds.FromOrganisation });
        Bad("another writer", "signed as by somebody else", letter with { By = "adviser-1" });
        Bad("another id", "bound to its id", letter with { Id = Change.Flip(letter.Id, 0) });
        Bad("another text for the team", "the team's ciphertext is signed", letter with { SealedHash = Change.Flip(letter.SealedHash, 0) });
        Bad("another text for the party", "what the copy holds is signed", letter with { DataHash = Change.Flip(letter.DataHash, 0) });
        Bad("another respondent", "bound to whose letters these are", elsewhere: place with { Of = "respondent-2" });
        Bad("another case", "bound to its case", elsewhere: place with { Case = Change.Flip(place.Case, 0) });
        Bad("another deployment", "bound to its deployment", elsewhere: place with { Deployment = Change.Flip(place.Deployment, 0) });
        Bad("a copy of another letter", "good by itself, but not what was signed", otherCopy: Write("respondent-1", LetterKinds.FromParty, 1, "I admit it.").Copy);
        Bad("flipped copy", "one bit of the copy differs", otherCopy: Change.Flip(copy, 60));
        Bad("truncated copy", "the last byte is missing", otherCopy: Change.Cut(copy));
        Bad("a copy of another version", "version 2", otherCopy: Change.Set(copy, 0, 2));
        return set;
    }
}
