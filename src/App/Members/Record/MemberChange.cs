using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chorus.App.Members.Record;

/// <summary>A change under way: what was done in the database until it is recorded goes with it, or is undone.</summary>
/// <param name="db">in which it is made.</param>
/// <param name="turn">in which nobody else adds to the log.</param>
/// <param name="transaction">null where there is a fault.</param>
/// <param name="fault">why nothing can be changed; null where it can.</param>
internal sealed class MemberChange(SiteDb db, CaseLogTurn turn, IDbContextTransaction? transaction, string? fault) : IAsyncDisposable
{
    /// <summary>Why nothing can be changed, a sentence; null where it can.</summary>
    public string? Fault { get; private set; } = fault;

    /// <summary>Whether it may have been kept all the same: it failed after it was announced.</summary>
    public bool Unsure { get; private set; }

    /// <summary>How many events the log has of an organisation's record.</summary>
    public int CountOf(string organisation) => turn.CountOf(organisation);

    /// <summary>An organisation's events as the log has them, those that name something; empty for all.</summary>
    public Task<IReadOnlyList<MemberEvent>> EventsAsync(string organisation, string naming, CancellationToken stop) => RecordedMembers.ReadAsync(db, turn, organisation, naming, stop);

    /// <summary>Keeps what was done and writes it into the log, whole or not at all.</summary>
    /// <param name="organisation">in whose record.</param>
    /// <param name="done">what.</param>
    /// <returns>whether it was; <see cref="Fault"/> says why not.</returns>
    public async Task<bool> RecordAsync(string organisation, MemberEvent done)
    {
        if (transaction is null)
        {
            return false;
        }
        // The log counts, not the rows: where an older database was put back, the gap stays to be seen and the record goes on.
        var number = CountOf(organisation) + 1;
        if (number == 1 && !MemberEventKind.Begins(done.Kind))
        {
            Fault = "The record of members has not begun yet: who is a member has to be written down first. Whoever runs the site has to start it again.";
            return false;
        }
        if (await db.Across<MemberEventRow>().AnyAsync(e => e.OrganisationId == organisation && e.Number == number))
        {
            Fault = $"Somebody put event {number} into the record of members by hand. Whoever runs the site has to take it out of the database.";
            return false;
        }
        var row = new MemberEventRow { OrganisationId = organisation, Number = number, Entry = turn.Size, Line = done.ToLine(), Salt = SecureRandom.Bytes(LogEntry.SaltLength) };
        db.Add(row);
        try
        {
            // From here on it is done whole or not at all, whether or not somebody still waits for the answer.
            await turn.AppendAsync(row, async () =>
            {
                await db.SaveChangesAsync(CancellationToken.None);
                Unsure = true;
                await transaction.CommitAsync(CancellationToken.None);
            });
            Unsure = false;
            return true;
        }
        catch (Exception e) when (e is LogException or IOException or UnauthorizedAccessException)
        {
            Fault = Unsure ? "Load the page again to see whether what you did was kept." : "The log could not be written.";
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        finally
        {
            // Whatever happens to a transaction: nobody else is kept waiting for ever.
            turn.Dispose();
        }
    }
}
