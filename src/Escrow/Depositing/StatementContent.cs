namespace Chorus.Escrow.Depositing;

/// <summary>What can be checked about a statement's ciphertext by whoever stores it and opens nothing.</summary>
public static class StatementContent
{
    /// <summary>Whether content envelope and escrowed key are those that the statement's h names.</summary>
    public static bool Fits(Statement statement, ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowed) =>
        ContentKey.Hash(content, escrowed, ReportPlace.Of(statement)).AsSpan().SequenceEqual(statement.ContentHash);
}
