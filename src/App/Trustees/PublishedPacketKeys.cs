using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Trustees;

/// <summary>
/// The newest list of packet keys that all three trustees have signed (docs/formats/packet-keys.md), as the site publishes
/// and seals to it; also in the file <c>packet-keys.json</c>, so that a start need not wait for the trustees.
/// </summary>
internal sealed class PublishedPacketKeys
{
    private readonly IReadOnlyList<ITrusteeClient> _trustees;
    private readonly Manifest _manifest;
    private readonly ILogger<PublishedPacketKeys> _log;
    private readonly string _file;
    private volatile SignedPacketKeys? _newest;

    public PublishedPacketKeys(SiteOptions options, IEnumerable<ITrusteeClient> trustees, ILogger<PublishedPacketKeys> log)
    {
        (_trustees, _manifest, _log) = ([.. trustees.OrderBy(t => t.Index)], options.Manifest, log);
        _file = Path.Combine(options.DataFolder, "packet-keys.json");
        _newest = Read();
    }

    /// <summary>The list to seal to; null before the first refresh, when the manifest's own keys count.</summary>
    public PacketKeyList? List => _newest?.List;

    /// <summary>The list with its signatures; null before the first refresh.</summary>
    public byte[]? File => _newest?.ToJson();

    /// <summary>Asks the trustees for their list, and takes it once all three have signed the same one, of a later epoch.</summary>
    /// <returns>whether one was taken.</returns>
    public async Task<bool> CollectAsync(CancellationToken stop)
    {
        var answers = await Task.WhenAll(_trustees.Select(trustee => trustee.PacketKeysAsync(stop)));
        // Of different epochs while a refresh is under way: all three open what is sealed to the keys before it.
        if (answers is not [{ } first, { } second, { } third] || first.Epoch != second.Epoch || first.Epoch != third.Epoch || first.Epoch <= (List?.Epoch ?? 0))
        {
            return false;
        }

        if (Signed(first, second, third) is { } signed)
        {
            // Whole or not at all; where it is lost, the trustees give it again.
            await System.IO.File.WriteAllBytesAsync(_file + ".new", signed.ToJson(), stop);
            System.IO.File.Move(_file + ".new", _file, overwrite: true);
            _newest = signed;
            return true;
        }

        return false;
    }

    private SignedPacketKeys? Signed(params TrusteePacketKeys[] answers)
    {
        try
        {
            var list = new PacketKeyList(_manifest.Deployment, answers[0].Epoch, answers[0].PacketKeys);
            // Under a manifest that lists these keys itself every pass comes here, and signatures are the costly part.
            if (!list.CountsUnder(_manifest))
            {
                return null;
            }

            var signed = new SignedPacketKeys(list, [.. answers.Select(answer => answer.Signature)]);
            if (signed.FirstInvalid(_manifest) is not { } trustee)
            {
                return signed;
            }

            _log.LogError("Trustee {Trustee} did not sign the packet keys of epoch {Epoch} that trustee 0 names", trustee, answers[0].Epoch);
        }
        catch (MalformedException e)
        {
            _log.LogError("Trustee 0 names packet keys that cannot be used: {Why}", e.Message);
        }

        return null;
    }

    private SignedPacketKeys? Read()
    {
        try
        {
            var signed = System.IO.File.Exists(_file) ? SignedPacketKeys.Parse(System.IO.File.ReadAllBytes(_file)) : null;
            // What an earlier manifest's trustees signed does not count under this one.
            return signed?.List.CountsUnder(_manifest) == true && signed.FirstInvalid(_manifest) is null ? signed : null;
        }
        catch (MalformedException e)
        {
            _log.LogError("{File} cannot be used and is made anew: {Why}", _file, e.Message);
            return null;
        }
    }
}
