using Chorus.Escrow.Depositing;

namespace Chorus.Escrow.Releasing;

/// <summary>A released report as its recipient sees it, after every check.</summary>
/// <param name="Signed">the statement of the released version.</param>
/// <param name="Document">what she wrote and chose.</param>
/// <param name="Run">the run's 16 random bytes; with a tag they name a group.</param>
/// <param name="RunNumber">the run.</param>
/// <param name="Matches">the released slots, rising.</param>
public sealed record OpenedReport(
    SignedStatement Signed, ReportDocument Document, byte[] Run, uint RunNumber, IReadOnlyList<MatchedSlot> Matches);

/// <summary>A slot that was released.</summary>
/// <param name="Slot">0 to 3.</param>
/// <param name="Tag">the same for all rows of one group of the run.</param>
/// <param name="Identifier">index of the identifier in the document; null for a padding slot, which only a quorum of 1 releases.</param>
public sealed record MatchedSlot(int Slot, ulong Tag, int? Identifier);
