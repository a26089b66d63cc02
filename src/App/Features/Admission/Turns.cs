using Chorus.Sealing;

namespace Chorus.App.Features.Admission;

/// <summary>
/// Who sends a form that the site seals waits a while when many are sending: a browser without scripts cannot do work
/// (docs/formats/work.md). The page that says how long holds a ticket and all answers; the site keeps neither.
/// </summary>
internal sealed class Turns(TimeProvider clock, Gates gates, int mostSpent = 1 << 14) : IDisposable
{
    /// <summary>How long a turn can be taken, in seconds: she may have put the phone away.</summary>
    public const uint Lifetime = 30 * 60;

    private const int LeastWait = 10;
    private const int MostWait = 60;

    // A ticket's end is at most its wait, with the spread, and its lifetime away.
    private readonly SpentMarks _spent = new(Lifetime + 2 * MostWait, mostSpent);
    private readonly AdmissionKey _key = AdmissionKey.Draw();
    private readonly long _drawn = clock.GetTimestamp();

    private uint Now => (uint)clock.GetElapsedTime(_drawn).TotalSeconds;

    // A form costs what a statement costs, and the sealing besides.
    private double Load => Math.Max(gates.Statements.Load, gates.Sealings.Load);

    /// <summary>How long a load of 0 to 1 makes wait: 0 seconds, or 10 to 60.</summary>
    public static int WaitFor(double load) => load <= Work.FreeLoad
        ? 0
        : LeastWait + (int)Math.Round((load - Work.FreeLoad) / (1 - Work.FreeLoad) * (MostWait - LeastWait));

    /// <summary>Takes the turn to have a form sealed.</summary>
    /// <param name="fieldsHash">SHA-256 of the answers.</param>
    /// <param name="text">the ticket that came with them, if one did.</param>
    public Turn Take(ReadOnlySpan<byte> fieldsHash, string? text)
    {
        var now = Now;
        var ticket = WaitingTicket.Read(text, _key, fieldsHash);
        if (ticket is not null && now < ticket.From)
        {
            return new(null, ticket.From - now, ticket.ToString());
        }
        var waited = ticket is not null && now <= ticket.Until;
        if (!waited && Load > Work.FreeLoad)
        {
            return Wait(fieldsHash, now, WaitFor(Load));
        }
        if (gates.Sealings.TryEnter(1) is not { } pass)
        {
            // A turn that has come stays one until there is a place.
            return waited
                ? new(null, (uint)gates.Sealings.RetryAfterSeconds, ticket!.ToString())
                : Wait(fieldsHash, now, gates.Sealings.RetryAfterSeconds);
        }
        // When few are sending, who has no ticket is let in, so one that cannot be noted as used, because somebody filled the notes, must not keep her out.
        if (!waited || _spent.Spend(ticket!.Salt, ticket.Until, now) is Spending.Done || Load <= Work.FreeLoad)
        {
            return new(pass, 0, null);
        }
        pass.Dispose();
        return Wait(fieldsHash, now, LeastWait);
    }

    public void Dispose() => _key.Dispose();

    private Turn Wait(ReadOnlySpan<byte> fieldsHash, uint now, int seconds)
    {
        // Up to half as long again, so that all who came at one moment do not come back at one moment.
        var wait = (uint)(seconds + seconds * SecureRandom.Bytes(1)[0] / (2 * byte.MaxValue));
        return new(null, wait, WaitingTicket.Give(_key, now + wait, now + wait + Lifetime, fieldsHash).ToString());
    }
}

/// <param name="Pass">To go on now; disposed of when it is sealed and sent. Null: wait.</param>
/// <param name="Seconds">How long to wait.</param>
/// <param name="Ticket">What to come back with, in base64url.</param>
internal readonly record struct Turn(IDisposable? Pass, uint Seconds, string? Ticket);
