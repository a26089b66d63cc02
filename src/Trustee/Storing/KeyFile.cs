using Chorus.Sealing;
using Microsoft.Win32.SafeHandles;

namespace Chorus.Trustee.Storing;

/// <summary>
/// The keys of the stored rows, one for each version of a report, in slots of 32 bytes after a header of 32. A plain
/// file and not a database, because erasing has to be certain: a slot is overwritten where it lies and flushed, no
/// journal and no moved page keeps a copy. 32 divides every sector size, so a torn write cannot touch a neighbour.
/// Slots of zeros are free. Backups leave this file out (docs/formats/trustee-store.md).
/// </summary>
internal sealed class KeyFile : IDisposable
{
    private const int SlotLength = AeadBox.KeyLength;

    private static readonly byte[] s_header = [.. "chorus report keys 1\n"u8, .. new byte[SlotLength - 21]];

    private readonly SafeFileHandle _file;
    private readonly List<byte[]?> _keys = [];
    private readonly SortedSet<int> _free = [];

    private KeyFile(SafeFileHandle file) => _file = file;

    /// <summary>Creates the file, empty. An existing one is never overwritten.</summary>
    internal static void Create(string path) => OwnerFile.Create(path, s_header);

    /// <summary>Opens the file for this process alone, so that two trustees cannot run on one data folder.</summary>
    /// <exception cref="OperatorException">where another process has it, or it is not such a file.</exception>
    internal static KeyFile Open(string path)
    {
        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (FileNotFoundException e)
        {
            throw new OperatorException($"{path} is missing. Without it the stored reports cannot be read; they are lost to this trustee. Tell the other two trustees and the site before you go on.", e);
        }
        catch (IOException e)
        {
            throw new OperatorException($"{path} is in use. Another trustee process runs on this data folder; stop it first.", e);
        }

        var file = new KeyFile(handle);
        file.Load(path);
        return file;
    }

    /// <summary>Keeps new random keys, on disk on return with one flush for all, and gives their slots.</summary>
    internal (int Slot, byte[] Key)[] Add(int count)
    {
        var added = new (int Slot, byte[] Key)[count];
        for (var i = 0; i < count; i++)
        {
            var key = SecureRandom.Bytes(SlotLength);
            added[i] = (TakeSlot(key), key);
            Write(added[i].Slot, key);
        }

        RandomAccess.FlushToDisk(_file);
        return added;
    }

    /// <summary>The key in a slot, or null where it was erased.</summary>
    internal byte[]? Find(int slot) => slot >= 0 && slot < _keys.Count ? _keys[slot] : null;

    /// <summary>Overwrites the keys, on disk on return, and in memory.</summary>
    internal void Erase(IEnumerable<int> slots)
    {
        var zeros = new byte[SlotLength];
        foreach (var slot in slots)
        {
            if (Find(slot) is { } key)
            {
                Write(slot, zeros);
                Digest.Erase(key);
                _keys[slot] = null;
                _free.Add(slot);
            }
        }

        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>Erases every key that no row uses: what a stop between the writing of a key and of its row left behind.</summary>
    internal void EraseAllBut(IReadOnlySet<int> used) =>
        Erase([.. Enumerable.Range(0, _keys.Count).Where(slot => _keys[slot] is not null && !used.Contains(slot))]);

    public void Dispose()
    {
        foreach (var key in _keys)
        {
            Digest.Erase(key);
        }

        _file.Dispose();
    }

    private void Load(string path)
    {
        var length = RandomAccess.GetLength(_file);
        var header = new byte[SlotLength];
        if (length < SlotLength || RandomAccess.Read(_file, header, 0) != SlotLength || !header.AsSpan().SequenceEqual(s_header))
        {
            throw new OperatorException($"{path} is not a file of report keys. Stop here and put the right file back.");
        }

        // A last slot cut short by a stop was never used by a row; it counts as free.
        var slots = (int)((length + SlotLength - 1) / SlotLength) - 1;
        for (var slot = 0; slot < slots; slot++)
        {
            var key = new byte[SlotLength];
            var read = RandomAccess.Read(_file, key, Offset(slot));
            if (read == SlotLength && key.AsSpan().IndexOfAnyExcept((byte)0) >= 0)
            {
                _keys.Add(key);
            }
            else
            {
                _keys.Add(null);
                _free.Add(slot);
            }
        }
    }

    private int TakeSlot(byte[] key)
    {
        if (_free.Count == 0)
        {
            _keys.Add(key);
            return _keys.Count - 1;
        }

        var slot = _free.Min;
        _free.Remove(slot);
        _keys[slot] = key;
        return slot;
    }

    private void Write(int slot, byte[] content) => RandomAccess.Write(_file, content, Offset(slot));

    private static long Offset(int slot) => SlotLength * (slot + 1L);
}
