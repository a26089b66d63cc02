using System.Text;
using Chorus.Escrow.Findings;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Findings;

public sealed class FindingStatementTests
{
    private static readonly Trial s_trial = new("finding statement tests");

    [Fact]
    public void Good_vectors_are_read_and_are_their_organisations()
    {
        foreach (var vector in VectorEntry.Good("finding-statement.json"))
        {
            var read = FindingStatement.Parse(Encoding.UTF8.GetBytes(vector.Text("file")));
            read.SignerIn(Manifest(vector))!.Id.ShouldBe("workers-centre", vector.Name);
            (Convert.ToHexStringLower(read.Digest), read.Text.Person, read.Text.Says).ShouldBe((vector.Text("digest"), vector.Text("person"), vector.Text("says")), vector.Name);
            Encoding.UTF8.GetString(read.ToJson()).ShouldBe(vector.Text("file"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused() =>
        VectorEntry.Bad("finding-statement.json").Where(v => Holds(Encoding.UTF8.GetBytes(v.Text("file")), Manifest(v)) is not null).Select(v => v.Name).ShouldBeEmpty();

    [Fact]
    public void Whichever_byte_of_what_is_signed_or_of_the_signature_is_changed_it_does_not_hold_any_more()
    {
        foreach (var text in new[] { FindingStatementVectors.Found(s_trial), FindingStatementVectors.Left(s_trial) })
        {
            var file = FindingStatement.Sign(text, s_trial.Organisation.Signing, []).ToJson();
            Holds(file, s_trial.Manifest).ShouldNotBeNull();
            Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
            {
                var changed = file.ToArray();
                changed[at] ^= change;
                // Nothing but what the file opens is outside of the signature, and it opens nothing here.
                Holds(changed, s_trial.Manifest).ShouldBeNull($"byte {at}");
            }, iter: 400);
        }
    }

    [Fact]
    public void A_statement_that_no_reader_takes_is_not_signed()
    {
        var text = FindingStatementVectors.Left(s_trial);
        Should.Throw<MalformedException>(() => FindingStatement.Sign(text with { Plain = StatementText.PlainFindings }, s_trial.Organisation.Signing, []));
        Should.Throw<MalformedException>(() => FindingStatement.Sign(text with { Until = "9999-12-31" }, s_trial.Organisation.Signing, []));
        Should.Throw<MalformedException>(() => FindingStatement.Sign(text with { Person = " " }, s_trial.Organisation.Signing, []));
    }

    [Fact]
    public void A_key_of_an_earlier_epoch_still_counts()
    {
        var made = FindingStatement.Sign(FindingStatementVectors.Found(s_trial), s_trial.Organisation.Signing, []);
        var (now, union) = (s_trial.Manifest, s_trial.Manifest.FindOrganisation("union")!);
        var centre = now.FindOrganisation("workers-centre")!;
        var later = Chorus.Escrow.Manifests.Manifest.Create(new(
            Chorus.Escrow.Manifests.Manifest.Format, 2, now.Deployment, now.Salt, now.Trial, now.RunEverySeconds, now.Trustees, now.Site, now.Networks,
            [centre with { Keys = [centre.Keys[0], union.Keys[0] with { Epoch = 2, RecipientKey = s_trial.PacketKeys[0].PublicKey, SigningKey = s_trial.Trustees[0].PublicKey }] }, union]));
        made.SignerIn(later)!.Id.ShouldBe("workers-centre");
    }

    private static Manifest Manifest(VectorEntry vector) => Chorus.Escrow.Manifests.Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));

    private static FindingStatement? Holds(byte[] file, Manifest manifest)
    {
        try
        {
            return FindingStatement.Parse(file) is var read && read.SignerIn(manifest) is not null ? read : null;
        }
        catch (MalformedException)
        {
            return null;
        }
    }
}
