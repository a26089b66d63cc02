using System.Buffers.Text;
using Chorus.Escrow.Identifiers;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Identifiers;

public class FingerprintTests
{
    [Fact]
    public void Every_vector_has_its_fingerprint()
    {
        var vectors = VectorFile.Read<Vectors>("fingerprints.json").List;

        vectors.Length.ShouldBeGreaterThan(20);
        foreach (var vector in vectors)
        {
            IdentifierKinds.TryParse(vector.Kind, out var kind).ShouldBeTrue();
            var fingerprint = Fingerprint.Of(Base64Url.DecodeFromChars(vector.Salt), kind, vector.Canonical);
            fingerprint.ToString("x16").ShouldBe(vector.Fingerprint, vector.Canonical);
        }
    }

    internal sealed record Vectors([property: System.Text.Json.Serialization.JsonPropertyName("vectors")] Vector[] List);

    internal sealed record Vector(string Salt, string Kind, string Canonical, string Fingerprint);
}
