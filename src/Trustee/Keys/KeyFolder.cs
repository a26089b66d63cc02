using Chorus.Sealing;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Keys;

/// <summary>
/// The folder <c>keys</c>: signing seed, packet keys by epoch, TLS identity and the store's salt, each a file that only
/// the owner reads. Secrets are 32 bytes in base64url on one line.
/// </summary>
internal static class KeyFolder
{
    private const uint FirstEpoch = 1;

    /// <summary>Makes every key anew. Never overwrites one.</summary>
    internal static void Create(DataFolder data, string name, TimeProvider time)
    {
        Span<byte> secret = stackalloc byte[32];
        foreach (var file in new[] { SigningFile(data), SaltFile(data) })
        {
            SecureRandom.Fill(secret);
            Write(file, secret);
        }

        SecureRandom.Fill(secret);
        PacketKeyFiles.Create(data, FirstEpoch, secret);

        Digest.Erase(secret);
        using var identity = TlsIdentity.Create(name, time);
        identity.Save(TlsFile(data));
    }

    /// <summary>The keys for deposits and releases.</summary>
    internal static TrusteeKeys Load(DataFolder data, int index)
    {
        var packets = new PacketKeyFiles(data);
        return new TrusteeKeys(index, SigningKey.FromSeed(Read(SigningFile(data))), new PacketKeyRing(packets, packets.ReadInUse(), packets.ReadNext()));
    }

    /// <summary>
    /// The same with the packet key in use only, for a command beside the serving process, which may be erasing another one just now. Changes nothing in the folder.
    /// </summary>
    internal static TrusteeKeys LoadNewest(DataFolder data, int index)
    {
        var packets = new PacketKeyFiles(data);
        return new TrusteeKeys(index, SigningKey.FromSeed(Read(SigningFile(data))), new PacketKeyRing(packets, [packets.ReadNewest()]));
    }

    /// <summary>What turns handles into the marks of the store.</summary>
    internal static byte[] LoadSalt(DataFolder data) => Read(SaltFile(data));

    /// <summary>The TLS key that the manifest pins.</summary>
    internal static TlsIdentity LoadTls(DataFolder data)
    {
        try
        {
            return TlsIdentity.Load(TlsFile(data));
        }
        catch (Exception e) when (e is IOException or MalformedException)
        {
            throw Missing(TlsFile(data), e);
        }
    }

    private static string SigningFile(DataFolder data) => Path.Combine(data.KeysFolder, "signing.key");

    private static string SaltFile(DataFolder data) => Path.Combine(data.KeysFolder, "store.salt");

    private static string TlsFile(DataFolder data) => Path.Combine(data.KeysFolder, "tls.pem");

    private static void Write(string file, ReadOnlySpan<byte> secret)
    {
        if (File.Exists(file))
        {
            throw new OperatorException($"{file} exists already. Choose an empty folder, so that no key is overwritten.");
        }

        DataFolder.WriteWhole(file, System.Text.Encoding.ASCII.GetBytes(Base64UrlText.Encode(secret) + "\n"));
    }

    private static byte[] Read(string file)
    {
        try
        {
            return Base64UrlText.Decode(File.ReadAllText(file).Trim(), 32, file);
        }
        catch (Exception e) when (e is IOException or MalformedException)
        {
            throw Missing(file, e);
        }
    }

    private static OperatorException Missing(string file, Exception? cause = null)
    {
        var message = $"{file} is missing or damaged. Put it back from your backup of the folder keys.";
        return cause is null ? new OperatorException(message) : new OperatorException(message, cause);
    }
}
