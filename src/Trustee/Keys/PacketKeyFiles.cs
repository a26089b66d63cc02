using System.Globalization;
using System.Text;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Keys;

/// <summary>
/// The packet keys in the folder <c>keys</c> (docs/formats/trustee-store.md): <c>packet-N.key</c> of every epoch whose
/// packets are still opened, and <c>packet-N.next</c>, one that a refresh has made and nobody uses yet. A file holds the
/// private key and, where a refresh made it, the public keys of all three and the hour since which all three use it, so
/// that a key and the list that it belongs to are there together or not at all.
/// </summary>
internal sealed class PacketKeyFiles(DataFolder data) : IPacketKeyShelf
{
    private const string InUse = ".key";
    private const string Waiting = ".next";
    private const string Draft = DataFolder.DraftEnding;

    /// <summary>The keys in use, epochs rising; at least one.</summary>
    /// <exception cref="OperatorException">where there is none, or a file is damaged.</exception>
    internal IReadOnlyList<PacketKey> ReadInUse()
    {
        var newest = NewestInUse();
        FinishErasing(InUse, newest);
        return [.. Epochs(InUse).DefaultIfEmpty(newest).Select(epoch => Read(FileOf(epoch, InUse), epoch))];
    }

    /// <summary>The key of the newest epoch in use, which nobody erases.</summary>
    /// <exception cref="OperatorException">where there is none, or it is damaged.</exception>
    internal PacketKey ReadNewest()
    {
        var newest = NewestInUse();
        return Read(FileOf(newest, InUse), newest);
    }

    /// <summary>The key that waits, or null.</summary>
    internal PacketKey? ReadNext()
    {
        FinishErasing(Waiting);
        return Epochs(Waiting).Select(epoch => Read(FileOf(epoch, Waiting), epoch)).LastOrDefault();
    }

    /// <summary>Keeps the first key, in a folder without one.</summary>
    internal static void Create(DataFolder data, uint epoch, ReadOnlySpan<byte> secret) =>
        DataFolder.WriteWhole(new PacketKeyFiles(data).FileOf(epoch, InUse), Encoding.ASCII.GetBytes(Base64UrlText.Encode(secret) + "\n"));

    public void KeepNext(PacketKey key)
    {
        EraseNext();
        Write(FileOf(key.Epoch, Waiting), key);
    }

    public void EraseNext()
    {
        // Drafts too, which a stop in the middle of writing left.
        foreach (var file in new[] { Waiting, InUse + Draft, Waiting + Draft }.SelectMany(ending => Epochs(ending).Select(epoch => FileOf(epoch, ending))))
        {
            Erase(file);
        }
    }

    public void TakeIntoUse(PacketKey key)
    {
        // First, since a stop before the last step has all of them done again.
        Descriptor.Renew(data, key);
        Write(FileOf(key.Epoch, InUse), key);
        EraseNext();
    }

    public void Erase(uint epoch) => Erase(FileOf(epoch, InUse));

    private string FileOf(uint epoch, string ending) => Path.Combine(data.KeysFolder, $"packet-{epoch}{ending}");

    private uint[] Epochs(string ending) =>
    [
        .. Directory.EnumerateFiles(data.KeysFolder, "packet-*" + ending)
            .Select(file => Path.GetFileName(file)["packet-".Length..^ending.Length])
            .Select(text => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
            .Order(),
    ];

    // Never erased. Where there is none, the first, of which the reader says that it is missing.
    private uint NewestInUse() => Epochs(InUse).LastOrDefault(1u);

    /// <summary>Takes away the names of keys that were overwritten, where a stop came before that: a file of zeros is no damaged key.</summary>
    private void FinishErasing(string ending, uint? except = null)
    {
        foreach (var file in Epochs(ending).Where(epoch => epoch != except).Select(epoch => FileOf(epoch, ending)).Where(IsZeros))
        {
            File.Delete(file);
        }
    }

    private static bool IsZeros(string file)
    {
        try
        {
            var content = File.ReadAllBytes(file);
            var zeros = content.Length > 0 && !content.AsSpan().ContainsAnyExcept((byte)0);
            Digest.Erase(content);
            return zeros;
        }
        catch (IOException)
        {
            // Whoever reads it next says so.
            return false;
        }
    }

    private static void Write(string file, PacketKey key)
    {
        var secret = key.Key.ExportPrivate();
        string?[] lines = [Base64UrlText.Encode(secret), .. key.Circle!.Select(each => Base64UrlText.Encode(each)), key.Since];
        Digest.Erase(secret);
        var content = Encoding.ASCII.GetBytes(string.Concat(lines.Where(line => line is not null).Select(line => line + "\n")));
        DataFolder.WriteWhole(file, content);
        Digest.Erase(content);
    }

    private static PacketKey Read(string file, uint epoch)
    {
        try
        {
            var lines = File.ReadAllText(file).Trim().Split('\n');
            var keys = lines.Take(1 + Manifest.TrusteeCount).Select(line => Base64UrlText.Decode(line.Trim(), BoxKey.KeyLength, file)).ToList();
            var since = lines.Length > keys.Count ? lines[keys.Count] : null;
            var whole = keys.Count is 1 or 1 + Manifest.TrusteeCount && lines.Length <= keys.Count + 1 && (since is null || Hour.TryParse(since, out _));
            if (!whole)
            {
                throw Missing(file);
            }

            var key = BoxKey.FromPrivate(keys[0]);
            Digest.Erase(keys[0]);
            return new PacketKey(epoch, key, keys.Count > 1 ? keys[1..] : null, since);
        }
        catch (Exception e) when (e is IOException or MalformedException)
        {
            throw Missing(file, e);
        }
    }

    // Not in any backup: it could open what is long past.
    private static OperatorException Missing(string file, Exception? cause = null)
    {
        var message = $"{file} is missing or damaged. Without it this trustee opens no deposits, and nobody else has it: make a trustee anew in its place (chorus trustee init, and chorus trustee replace by the two others).";
        return cause is null ? new OperatorException(message) : new OperatorException(message, cause);
    }

    /// <summary>Overwrites a file where it lies, on disk, before its name goes.</summary>
    private static void Erase(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }

        File.Delete(file);
    }
}
