namespace Chorus.Mpc;

/// <summary>Sees every value that a trustee opens. Tests use it to show that nothing else is ever opened.</summary>
public interface IOpeningLog
{
    /// <summary><paramref name="bits"/> bits were opened in <paramref name="step"/>, the first in the lowest bit of the first word.</summary>
    void Opened(string step, ReadOnlySpan<ulong> words, long bits);
}
