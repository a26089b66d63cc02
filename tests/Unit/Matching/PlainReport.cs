namespace Chorus.Tests.Matching;

/// <summary>A report in clear, as only a test sees it. Quorum 1..7, or 0 for keep; 4 slots.</summary>
internal sealed record PlainReport(int Id, int Family, int Number, int Quorum, ulong[] Slots)
{
    public const int Keep = 0;

    public int Code => Quorum == Keep ? 7 : Quorum - 1;

    public override string ToString() =>
        $"{{{Id}: family {Family}.{Number}, quorum {(Quorum == Keep ? "keep" : Quorum)}, [{string.Join(' ', Slots)}]}}";
}
