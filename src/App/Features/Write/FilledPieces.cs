using System.Globalization;
using System.Text;
using Chorus.App.Questionnaires;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Features.Write;

/// <summary>One piece as typed: the fields <c>story1</c>, <c>story1-about</c>, <c>-year</c>, <c>-month</c> and <c>-unknown</c>.</summary>
internal sealed record TypedPiece(string Name, string Text, string About, string Year, string Month, bool Unknown)
{
    internal bool IsEmpty => Text.Length == 0 && About.Length == 0 && Year.Length == 0 && Month.Length == 0 && !Unknown;

    /// <summary>Message id of what has to be put right, or null.</summary>
    internal string? Mend => Year.Length > 0 && FilledPieces.YearOf(Year) is null ? "pieces.error.year" : null;
}

/// <summary>Pieces from the fields of the form. pieces.ts does the same in the browser; vectors/questionnaire.json binds the two.</summary>
internal static class FilledPieces
{
    /// <summary>The field that says how many pieces a page without scripts shows.</summary>
    internal static string ShownField(Question question) => $"{question.Id}-shown";

    /// <summary>Those in which something was typed.</summary>
    internal static IEnumerable<TypedPiece> Typed(Question question, Filled filled) =>
        Enumerable.Range(1, question.Most ?? 0).Select(n => One(question, n, filled)).Where(p => !p.IsEmpty);

    internal static TypedPiece One(Question question, int n, Filled filled)
    {
        var name = $"{question.Id}{n}";
        string Field(string part) => filled.One($"{name}-{part}")?.Trim() ?? "";
        // A page that was opened before there were pieces posts one text and one time under other names.
        var earlier = n == 1 && filled.One(name) is null ? filled.One(question.Id)?.Trim() : null;
        var about = earlier is not null && Field("about").Length == 0 ? filled.One("when")?.Trim() ?? "" : Field("about");
        return new TypedPiece(name, earlier ?? filled.One(name)?.Trim() ?? "", about, Field("year"), Field("month"), Field("unknown").Length > 0);
    }

    /// <summary>How many pieces to show: those filled in and those asked for, at least one.</summary>
    internal static int Shown(Question question, Filled filled)
    {
        var most = question.Most ?? 1;
        var last = Enumerable.Range(1, most).LastOrDefault(n => !One(question, n, filled).IsEmpty, 1);
        return int.TryParse(filled.One(ShownField(question)), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, last, most) : last;
    }

    /// <summary>The answer, or null where nothing was said.</summary>
    internal static Answer? AnswerOf(Question question, Filled filled)
    {
        var pieces = Typed(question, filled).Select(PieceOf).Where(p => p is not null).ToList();
        return pieces.Count == 0 ? null : Answer.Of((IReadOnlyList<Piece>)pieces!);
    }

    /// <summary>A year from 1900 to 2100 in decimal digits of any script, or null.</summary>
    internal static int? YearOf(string typed)
    {
        var year = 0;
        var digits = 0;
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.DecimalDigitNumber || ++digits > 4)
            {
                return null;
            }

            year = (10 * year) + (int)Rune.GetNumericValue(rune);
        }

        return year is >= Piece.FirstYear and <= Piece.LastYear ? year : null;
    }

    private static Piece? PieceOf(TypedPiece typed)
    {
        var about = typed.About.Length > 0 ? typed.About : null;
        var year = YearOf(typed.Year);
        int? month = int.TryParse(typed.Month, NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12 ? m : null;
        // Whoever gives a time knows it, however vaguely: it says more than the box that is ticked beside it.
        var unknown = typed.Unknown && about is null && year is null && month is null;
        var piece = new Piece(typed.Text, about, year, month, unknown);
        return piece is { Text.Length: 0, About: null, Year: null, Month: null, Unknown: false } ? null : piece;
    }
}
