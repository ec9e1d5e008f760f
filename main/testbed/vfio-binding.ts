/** Drivers that hand devices to user space, and how a device is bound to one (Documentation/driver-api/vfio.rst and ABI/testing/sysfs-bus-pci of Linux). */

/** Also a driver for one family that offers the same to QEMU (mlx5_vfio_pci). */
export function isVfio(driver: string | null): boolean {
  return driver !== null && /(^|_)vfio[-_]pci$/.test(driver);
}

/** What root does to bind a device of PCI to vfio-pci. @param isBound it has another driver now */
export function vfioBinding(address: string, isBound = true): string {
  const folder = `/sys/bus/pci/devices/${address}`;
  const commands = [
    'modprobe vfio-pci',
    `echo vfio-pci > ${folder}/driver_override`,
    ...(isBound ? [`echo ${address} > ${folder}/driver/unbind`] : []),
    `echo ${address} > /sys/bus/pci/drivers_probe`,
  ];
  return `as root ${commands.map((command) => `\`${command}\``).join(', ')}`;
}
