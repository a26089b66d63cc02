using Chorus.App.Data;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.CaseLogs;

/// <summary>
/// The site's log, of events of cases and of what is done with members, roles and keys (docs/formats/log.md, "A site's log"). Its entries are held in memory as they were checked when it was
/// opened, 33 bytes each, so that rows can be compared with them at every reading. One at a time reads rows or adds an event.
/// </summary>
internal sealed partial class CaseLog(SiteOptions options, ILogger<CaseLog> events) : IDisposable
{
    private readonly CaseLogFolder _folder = new(CaseLogFolder.PathOf(options));
    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly List<byte[]> _entries = [];
    private readonly Dictionary<string, List<long>> _entriesOf = new(StringComparer.Ordinal);
    private NoteSigner? _key;
    private LogWriter? _writer;
    private string? _doubt;

    /// <summary>The folder with the log, for everybody.</summary>
    public string Folder => _folder.Log;

    /// <summary>A sentence where a witness has seen more, or other, entries than this log has: it then takes none. Null where none has.</summary>
    public string? Doubt
    {
        get => Volatile.Read(ref _doubt);
        set => Volatile.Write(ref _doubt, value);
    }

    /// <summary>What runs between the steps of adding an event; a test stops it there.</summary>
    public Action<CaseLogStep> Between { get; set; } = _ => { };

    /// <summary>Waits until nobody else reads or adds; opens the log where it is not open yet, and completes what was interrupted.</summary>
    public async Task<CaseLogTurn> TurnAsync(SiteDb db, CancellationToken stop)
    {
        await _alone.WaitAsync(stop);
        try
        {
            return new(this, await OpenAsync(db, stop));
        }
        catch
        {
            _alone.Release();
            throw;
        }
    }

    internal void EndTurn() => _alone.Release();

    internal string Origin => _key!.Key.Name;

    internal NoteKey? PublicKey => _key?.Key;

    internal long Size => _entries.Count;

    internal IReadOnlyList<long> EntriesOf(string owner) => _entriesOf.TryGetValue(owner, out var entries) ? entries : [];

    internal byte[] EntryAt(long index) => _entries[(int)index];

    /// <summary>Adds an event: <paramref name="store"/> commits its rows once it stands on disk what they have to be.</summary>
    internal async Task AppendAsync(byte[] entry, string owner, Func<Task> store)
    {
        _folder.WriteNext(entry);
        Between(CaseLogStep.Announced);
        await store();
        Between(CaseLogStep.Stored);
        Append(entry, owner);
    }

    private void Append(byte[] entry, string owner)
    {
        _folder.WriteOwner(Size, owner);
        Between(CaseLogStep.Owned);
        _writer!.Append([entry]);
        Remember(entry, owner);
        Between(CaseLogStep.Logged);
        _folder.DropNext();
    }

    private void Remember(byte[] entry, string owner)
    {
        if (!_entriesOf.TryGetValue(owner, out var entries))
        {
            _entriesOf.Add(owner, entries = []);
        }
        entries.Add(Size);
        _entries.Add(entry);
    }

    // Null when it is open; else a sentence that says why it is not.
    private async Task<string?> OpenAsync(SiteDb db, CancellationToken stop)
    {
        try
        {
            if (_writer is null)
            {
                // A folder that is lost would be begun anew, and the cases that it knew be nobody's.
                if (!_folder.HasKey && (await db.Across<CaseEventRow>().AnyAsync(stop) || await db.Across<MemberEventRow>().AnyAsync(stop)))
                {
                    throw new LogException("The database has events, and the folder case-log with the log's key is gone. Put back the newest copy of it.");
                }
                Open();
            }
            if (Doubt is { } doubt)
            {
                return doubt;
            }
            if (_folder.ReadNext() is { } next)
            {
                await CompleteAsync(db, next, stop);
            }
            return null;
        }
        catch (Exception e) when (e is LogException or IOException or UnauthorizedAccessException)
        {
            Close();
            LogUnusable(events, e.Message);
            return e.Message;
        }
    }

    private void Open()
    {
        _key = _folder.OpenKey(SiteLog.Origin(options.Manifest.Deployment));
        _writer = LogWriter.Open(_folder.Log, _key);
        var entries = new List<byte[]>();
        if (LogCopy.Open(_folder.Log, _key.Key).Check([], (_, entry) => entries.Add(entry)) is [var fault, ..])
        {
            throw new LogException(fault);
        }
        foreach (var (entry, owner) in entries.Zip(_folder.ReadOwners(entries.Count)))
        {
            Remember(entry, owner);
        }
    }

    // What was announced either is in the log, or has its rows and goes in now, or never had them and is nothing.
    private async Task CompleteAsync(SiteDb db, byte[] next, CancellationToken stop)
    {
        if (Size > 0 && EntryAt(Size - 1).AsSpan().SequenceEqual(next))
        {
            _folder.DropNext();
            return;
        }
        if (await OwnerOfNextAsync(db, next, stop) is { } owner)
        {
            Append(next, owner);
        }
        else
        {
            _folder.DropNext();
        }
    }

    private async Task<string?> OwnerOfNextAsync(SiteDb db, byte[] next, CancellationToken stop)
    {
        var index = Size;
        foreach (var row in await db.Across<CaseEventRow>().AsNoTracking().Where(e => e.Entry == index).ToListAsync(stop))
        {
            var opened = await db.Across<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == row.CaseId, stop);
            if (opened is not null && IsNext(CaseEntry.OpeningOf(row, opened)))
            {
                return row.CaseId;
            }
        }
        var done = await db.Across<MemberEventRow>().AsNoTracking().Where(e => e.Entry == index).ToListAsync(stop);
        return done.Find(row => IsNext(MemberEntry.OpeningOf(row))) is { } member ? MemberEntry.OwnerOf(member.OrganisationId) : null;

        bool IsNext(Opening? opening) => opening is not null && Digest.FixedTimeEquals(opening.Entry(Origin), next);
    }

    /// <summary>Lets go of the files; the next turn opens and checks them anew.</summary>
    internal void Close()
    {
        _writer?.Dispose();
        _key?.Dispose();
        (_writer, _key) = (null, null);
        _entries.Clear();
        _entriesOf.Clear();
    }

    public void Dispose()
    {
        Close();
        _alone.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The site's log cannot be used: {Reason}")]
    private static partial void LogUnusable(ILogger logger, string reason);
}

/// <summary>Where adding an event can be interrupted.</summary>
internal enum CaseLogStep
{
    /// <summary>What is to be added is announced on disk.</summary>
    Announced,

    /// <summary>The rows are in the database.</summary>
    Stored,

    /// <summary>Whose the entry will be is on disk.</summary>
    Owned,

    /// <summary>The log has the entry.</summary>
    Logged,
}
