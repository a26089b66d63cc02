using System.Globalization;
using Chorus.Escrow.Identifiers;
using Chorus.Escrow.Identifiers.Text;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Identifiers;

public class CharacterTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.OneOf(Gen.Char['\u0300', '\u036f'], Gen.Char['a', 'z'], Gen.Char['\u0400', '\u04ff'], Gen.Char['\u1100', '\u11ff'], Gen.Char['\ud800', '\udfff'], Gen.Char['\u2000', '\u206f'])
            .Array[0, 20].Select(letters => new string(letters)));

    [Fact]
    public void Cleaning_twice_is_cleaning_once() =>
        AnyText.Sample(text => Characters.Clean(Characters.Clean(text)) == Characters.Clean(text), iter: 20_000);

    [Fact]
    public void Lower_case_of_lower_case_is_lower_case() =>
        AnyText.Sample(text => Characters.LowerCase(Characters.LowerCase(text)) == Characters.LowerCase(text), iter: 20_000);

    [Fact]
    public void A_canonical_email_is_its_own_canonical_form() =>
        Gen.Select(Gen.Char['a', 'z'].Array[1, 8], Gen.Char['\u00e0', '\u0101'].Array[1, 8]).Sample((local, label) =>
        {
            var made = Make(IdentifierKind.Email, $"{new string(local)}@{new string(label)}.example");
            Make(IdentifierKind.Email, made).ShouldBe(made);
        });

    [Fact]
    public void Words_are_letters_and_digits_whatever_the_text() =>
        AnyText.Sample(text => Words.Of(text).TrueForAll(word => word.Length > 0 && word.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c))), iter: 20_000);

    [Fact]
    public void Punycode_agrees_with_the_one_inside_the_runtime() =>
        Gen.Char['\u00e0', '\u00f6'].Array[1, 12].Select(Gen.Char['a', 'z'].Array[0, 6], (a, b) => new string(a) + new string(b)).Sample(label =>
            "xn--" + Punycode.Encode(label) == new IdnMapping().GetAscii(label));

    [Fact]
    public void No_identifier_makes_the_canonicaliser_throw() =>
        Gen.Select(AnyText, AnyText, Gen.Int[0, 6]).Sample((value, place, kind) =>
        {
            var made = Canonical.TryMake(new Identifier((IdentifierKind)kind, value, null, place), out var canonical, out var reason);
            made.ShouldBe(canonical is not null);
            made.ShouldBe(reason is null);
        }, iter: 20_000);

    private static string Make(IdentifierKind kind, string value)
    {
        Canonical.TryMake(new Identifier(kind, value), out var canonical, out var reason).ShouldBeTrue(reason?.Sentence);
        return canonical!;
    }
}
