namespace Chorus.Trustee.Keys;

/// <summary>Keeps packet keys nowhere but in memory, for <c>chorus match</c> and tests.</summary>
internal sealed class NoPacketKeyFiles : IPacketKeyShelf
{
    public void KeepNext(PacketKey key)
    {
    }

    public void EraseNext()
    {
    }

    public void TakeIntoUse(PacketKey key)
    {
    }

    public void Erase(uint epoch)
    {
    }
}
