namespace Chorus.Cli.Generate;

/// <summary>How an identifier was typed in one report.</summary>
internal sealed record Typed(string Value, string? Region = null, string? Place = null);

/// <summary>
/// One identifier of somebody, as the generator knows it. Two reports name the same thing exactly when they hold the same
/// truth, however they spell it: so the expected output needs no canonical forms.
/// </summary>
/// <param name="Kind">The kind's word in the input.</param>
/// <param name="Spell">Types it in one of the ways in which people would.</param>
internal sealed record Truth(string Kind, Func<Random, Typed> Spell);
