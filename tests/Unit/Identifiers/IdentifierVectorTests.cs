using Chorus.Escrow.Identifiers;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Identifiers;

public class IdentifierVectorTests
{
    private static readonly Vectors All = VectorFile.Read<Vectors>("identifiers.json");

    public static TheoryData<string, string> GoodOnes => new(All.Good.Select(vector => (vector.Kind, vector.Trap)));

    public static TheoryData<string> BadOnes => new(All.Bad.Select(vector => vector.Name));

    [Theory]
    [MemberData(nameof(GoodOnes))]
    public void A_good_one_has_its_canonical_form(string kind, string trap)
    {
        var vector = All.Good.Single(v => v.Kind == kind && v.Trap == trap);

        Canonical.TryMake(Read(vector.Kind, vector.Value, vector.Region, vector.Place), out var canonical, out var reason)
            .ShouldBeTrue(reason?.Code);

        canonical.ShouldBe(vector.Canonical);
    }

    [Theory]
    [MemberData(nameof(BadOnes))]
    public void A_bad_one_is_refused_for_its_reason(string name)
    {
        var vector = All.Bad.Single(v => v.Name == name);

        Canonical.TryMake(Read(vector.Kind, vector.Value, vector.Region, vector.Place), out var canonical, out var reason)
            .ShouldBeFalse(canonical);

        reason!.Code.ShouldBe(vector.Code);
        reason.Sentence.ShouldNotContain("{");
    }

    [Fact]
    public void Every_kind_has_at_least_fifteen_good_ones()
    {
        foreach (var kind in IdentifierKinds.All)
        {
            All.Good.Count(vector => vector.Kind == kind.Word()).ShouldBeGreaterThanOrEqualTo(15, kind.Word());
        }
    }

    [Fact]
    public void A_phone_number_that_is_too_short_is_refused_with_the_country_by_name()
    {
        Canonical.TryMake(new Identifier(IdentifierKind.Phone, "600 12", "es"), out _, out var reason).ShouldBeFalse();

        reason!.Sentence.ShouldBe("This phone number is too short for Spain. Check that no digit is missing.");
    }

    private static Identifier Read(string kind, string value, string? region, string? place)
    {
        IdentifierKinds.TryParse(kind, out var parsed).ShouldBeTrue();
        return new Identifier(parsed, value, region, place);
    }

    internal sealed record Vectors(Good[] Good, Bad[] Bad);

    internal sealed record Good(string Kind, string Trap, string Value, string? Region, string? Place, string Canonical);

    internal sealed record Bad(string Name, string Kind, string Value, string? Region, string? Place, string Code);
}
