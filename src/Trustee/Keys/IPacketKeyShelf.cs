namespace Chorus.Trustee.Keys;

/// <summary>
/// Where a trustee keeps its packet keys. Every method returns only once what it wrote is flushed; a new name, which .NET cannot flush, outlives a
/// power cut with the next flush of the store, where the file system keeps one journal of both, as ext4 and XFS do. Two implementations: <see cref="PacketKeyFiles"/> for a trustee, <see cref="NoPacketKeyFiles"/> where a trustee lives as long as its process.
/// </summary>
internal interface IPacketKeyShelf
{
    /// <summary>Keeps a key that is not in use yet, in the place of another one that waits.</summary>
    void KeepNext(PacketKey key);

    /// <summary>Erases the key that waits.</summary>
    void EraseNext();

    /// <summary>Keeps a key as one in use, in the place of what was kept of its epoch, and no longer as one that waits.</summary>
    void TakeIntoUse(PacketKey key);

    /// <summary>Erases a key that was in use.</summary>
    void Erase(uint epoch);
}
